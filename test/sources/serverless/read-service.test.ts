import { describe, expect, test } from 'vitest';
import { serverless } from '../../../src/sources/serverless/index.js';
import { acquire, type Acquisition } from '../../../src/sources/index.js';
import { acquireWith, emptyFolder, targetAt, write } from '../stage-fixture.js';

interface Files {
  readonly [path: string]: string;
}

async function acquired(service: string, files: Files = {}): Promise<Acquisition> {
  const folder = emptyFolder();
  write(folder, { 'serverless.yml': service, 'src/a.js': 'exports.handler = 1', ...files });
  return acquireWith(serverless, targetAt(folder));
}

describe('what is not known is told', () => {
  test.each([
    ['functions: ${file(functions.js)}\n', 'functions of serverless.yml is known only at deployment', true],
    ['functions:\n  - ${file(functions.js)}\n', 'functions may be missing here', true],
    ['resources: ${file(resources.ts)}\n', 'resources of serverless.yml', true],
    ['custom: ${file(../outside.yml)}\n', 'leads out of the target', false],
    ['custom: ${file(values.js)}\n', 'is code, which is not run', false],
    ['functions: {a: {handler: a.b, events: "${ssm:/x}"}}\n', 'functions.a.events', false],
    ['functions: {a: {handler: a.b, environment: "${file(env.js)}"}}\n', 'functions.a.environment', false],
    ['provider: [\n', 'is not a valid YAML template', true],
    ['a: ${self:b}\nb: ${self:a}\n', 'nested too deeply', true],
  ])('%j', async (rest, message, affectsCompleteness) => {
    const files = { 'values.js': '', 'env.js': '', '../outside.yml': 'planted: 1' };
    const { problems, functions } = await acquired(`provider:\n  name: aws\n${rest}`, files);
    expect(problems.find((one) => one.message.includes(message))).toMatchObject({ affectsCompleteness });
    expect(functions.flatMap(({ environment }) => environment)).toEqual([]);
  });

  test('a configuration that is code: its functions are read without their settings', async () => {
    const folder = emptyFolder();
    write(folder, { 'serverless.ts': 'export default 1', 'package.json': '{"name":"x"}', 'a.js': '' });
    const { functions, problems } = await acquire(['.'], {}, folder);
    expect(functions).toHaveLength(1);
    expect(problems.map(({ message }) => message).join()).toContain(
      'serverless.ts is code, which is not run',
    );
  });
});

describe('what is read', () => {
  const functions = 'functions:\n  a:\n    handler: src/a.handler\n';
  test.each([
    ['serverless.yml', `provider:\n  name: aws\n${functions}`, true],
    ['serverless.yml', `provider: aws\n${functions}`, true],
    ['serverless.yaml', `provider: { name: "aws" }\n${functions}`, true],
    ['serverless.json', '{"provider":{"name":"aws"},"functions":{"a":{"handler":"a.b"}}}', true],
    ['serverless.yml', `provider:\n  name: google\n${functions}`, false],
    ['serverless.yml', `service:\n  name: aws-shop\nprovider:\n  name: azure\n${functions}`, false],
  ])('%s: %j', async (name, text, isKnown) => {
    const folder = emptyFolder();
    write(folder, { [name]: text });
    expect(await serverless.recognises(targetAt(folder))).toBe(isKnown);
    expect(await serverless.recognises(targetAt(folder, name))).toBe(isKnown);
  });

  test('not the project, if it was packaged', async () => {
    const folder = emptyFolder();
    write(folder, { 'serverless.yml': `provider: aws\n${functions}`, '.serverless/shop.zip': '' });
    expect(await serverless.recognises(targetAt(folder))).toBe(false);
  });
});
