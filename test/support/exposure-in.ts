import { exposureOf } from '../../src/functions/exposure.js';
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
