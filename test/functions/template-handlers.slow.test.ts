import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scan } from '../../src/index.js';
import { stage, zipOf } from '../sources/stage-fixture.js';

const SERVERLESS = {
  '.serverless/intake.zip': zipOf({ 'src/a.js': 'exports.handler = 1' }),
  '.serverless/deps.zip': zipOf({ 'nodejs/x.js': '' }),
  'functions/store/fn.zip': zipOf({ 'src/b.js': '' }),
  'functions/mail/fn.zip': zipOf({ 'src/c.js': '' }),
};

/** The template of a function, and the paths of its handler and its runtime. */
const CASES = [
  ['sam/intake', {}, '.aws-sam/build/template.yaml', 'app.store', 'nodejs24.x'],
  ['cdk/intake', {}, 'cdk.out/Intake.template.json', 'index.handler', 'nodejs22.x'],
  [
    'serverless/intake',
    SERVERLESS,
    '.serverless/cloudformation-template-update-stack.json',
    'src/a.handler',
    'nodejs20.x',
  ],
] as const;

/** Gaps of functions about their start. */
async function gapsOf(folder: string): Promise<readonly string[]> {
  const { functions } = await scan({ targets: [folder], offline: true }).report;
  return functions
    .flatMap(({ problems }) => problems)
    .filter(({ affectsCompleteness, message }) => affectsCompleteness && /handler|runtime/.test(message))
    .map(({ message }) => message);
}

test.each(CASES)('%s: handlers and runtimes are compared with the deployed files', async (...of) => {
  const [fixture, archives, template, handler, runtime] = of;
  const folder = stage(fixture, archives);
  const change = (from: string, to: string): void => {
    const path = join(folder, template);
    const text = readFileSync(path, 'utf8');
    expect(text).toContain(from);
    writeFileSync(path, text.replaceAll(from, to));
  };
  expect(await gapsOf(folder)).toEqual([]);
  change(handler, 'lib/nope.handler');
  expect(await gapsOf(folder)).toContainEqual(
    expect.stringContaining('The handler lib/nope.handler names no script of'),
  );
  change('lib/nope.handler', handler);
  change(runtime, 'nodejs99.x');
  expect(await gapsOf(folder)).toContainEqual(
    expect.stringContaining('nodejs99.x is no runtime that stowaway knows'),
  );
});
