import { expect, test } from 'vitest';
import { exposureOf } from '../../src/analysis/exposure.js';
import type { Exposure, Trigger } from '../../src/model/index.js';
import { readCloudFormation } from '../../src/templates/cloudformation/read-cloud-formation.js';
import { functionOf } from './model-builders.js';

/** The exposure of a function that a template declares with these triggers. */
export function exposureIn(triggers: readonly Trigger[]): Exposure | null {
  return exposureOf(
    functionOf('f', { platform: 'aws-lambda', declaredIn: { path: 't', line: null }, triggers }),
  );
}

/** The exposure of the first function of a CloudFormation or SAM template. */
export function exposureInTemplate(resources: object, globals: object = {}): Exposure | null {
  const text = JSON.stringify({ Globals: globals, Resources: resources });
  return exposureIn(readCloudFormation(text, 't.json').functions[0]?.triggers ?? []);
}

/** `Fn::GetAtt` of the function `Fn`, and the function. */
export const FN_ARN = { 'Fn::GetAtt': ['Fn', 'Arn'] };
export const FN = { Fn: { Type: 'AWS::Lambda::Function', Properties: {} } };

/** The function `Fn`, and a permission to call it. */
export function permission(Properties: object): object {
  return {
    ...FN,
    P: {
      Type: 'AWS::Lambda::Permission',
      Properties: { FunctionName: FN_ARN, Action: 'lambda:InvokeFunction', ...Properties },
    },
  };
}

/** Case, resources of a template, level, and words of the most open statement. */
export type ExposureRow = readonly [what: string, resources: object, level: string, words?: string];

/** A test for each row. */
export function testExposures(rows: readonly ExposureRow[]): void {
  test.each(rows.map(([what, ...row]) => [what, row] as const))('%s', (_, [resources, level, words = '']) => {
    const exposure = exposureInTemplate(resources);
    expect(exposure?.level).toBe(level);
    expect(exposure?.statements[0] ?? '').toContain(words);
  });
}
