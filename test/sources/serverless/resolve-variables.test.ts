import { describe, expect, test } from 'vitest';
import { originKey, resolveVariables } from '../../../src/sources/serverless/resolve-variables.js';

const SERVICE = {
  provider: { stage: "${opt:stage, 'test'}", region: 'eu-west-1' },
  params: { default: { size: 1, name: 'all' }, test: { name: 'of-test' } },
  custom: {
    name: 'shop',
    list: ['a', { b: 'deep' }],
    byStage: { test: 'bucket-test', prod: 'bucket-prod' },
    chained: '${self:custom.name}-x',
    empty: null,
    included: '${file(config.yml)}',
    through: '${self:custom.outer.inner}',
    outer: '${self:custom.block}',
    block: { inner: 'inside' },
  },
};

const FILES = new Map<string, unknown>([
  ['config.yml', { key: 'of file', stage: '${self:provider.stage}', list: [{ a: 1 }] }],
  ['text.txt', 'whole text'],
]);

async function read(path: string): Promise<{ readonly data: unknown } | null | undefined> {
  if (path.endsWith('.js')) return null;
  return FILES.has(path) ? { data: FILES.get(path) } : undefined;
}

async function resolved(value: unknown): Promise<unknown> {
  const { data } = await resolveVariables({ ...SERVICE, value }, read);
  return (data as { readonly value: unknown }).value;
}

describe('values that the files know', () => {
  test.each([
    ['no variable', 'text', 'text'],
    ['of the service', '${self:custom.name}', 'shop'],
    ['inside a text', 'a-${self:custom.name}-${self:provider.stage}', 'a-shop-test'],
    ['a variable inside a variable', '${self:custom.byStage.${self:provider.stage}}', 'bucket-test'],
    ['a variable in a value', '${self:custom.chained}', 'shop-x'],
    ['a list', '${self:custom.list}', ['a', { b: 'deep' }]],
    ['an item', '${self:custom.list.1.b}', 'deep'],
    ['through another variable', '${self:custom.through}', 'inside'],
    ['the default of an option', "${opt:memory, '128'}", '128'],
    ['a number as default', '${opt:memory, 128}', 128],
    ['the second default', '${opt:memory, self:custom.missing, self:custom.name}', 'shop'],
    ['the default of the environment', '${env:A, "b, c"}', 'b, c'],
    ['null counts as unset', "${self:custom.empty, 'x'}", 'x'],
    ['a file', '${file(config.yml):key}', 'of file'],
    ['an item of a file', '${file(config.yml):list.0.a}', 1],
    ['a variable in a file', '${file(config.yml):stage}', 'test'],
    ['a whole text', '${file(text.txt)}', 'whole text'],
    ['a file through the service', '${self:custom.included.key}', 'of file'],
    ['the name of a file', '${file(${self:custom.cfg, "config"}.yml):key}', 'of file'],
    ['a file that is not there', "${file(missing.yml):key, 'x'}", 'x'],
    ['the stage', '${sls:stage}', 'test'],
    ['the region', '${aws:region}', 'eu-west-1'],
    ['a parameter of the stage', '${param:name}', 'of-test'],
    ['a parameter of all stages', '${param:size}', 1],
    ['a truth', '${strToBool(${opt:x, "true"})}', true],
    ['of CloudFormation', '${AWS::Region}-${Table.Arn}', '${AWS::Region}-${Table.Arn}'],
    ['both', '${AWS::Region}-${self:custom.name}', '${AWS::Region}-shop'],
    ['keys of a merge', { '<<': { a: 1, b: 2 }, b: 3 }, { a: 1, b: 3 }],
  ])('%s', async (_, value, expected) => {
    expect(await resolved(value)).toEqual(expected);
  });
});

describe('values that only the deployment knows refer to no resource', () => {
  test.each([
    ['a parameter of SSM', '${ssm:/shop/key}', { Ref: 'ssm:/shop/key' }],
    ['without the default that may be a secret', "${ssm:/shop/key, 'planted'}", { Ref: 'ssm:/shop/key' }],
    ['an option without default', '${opt:memory}', { Ref: 'opt:memory' }],
    ['a script', '${file(config.js):key}', { Ref: 'file(config.js):key' }],
    ['a script with a default', "${file(config.js):key, 'x'}", { Ref: 'file(config.js):key' }],
    ['inside a text', 'a-${ssm:/x}', { 'Fn::Sub': 'a-${ssm:/x}' }],
    ['in an Fn::Sub', { 'Fn::Sub': 'a-${ssm:/x}-${A}' }, { 'Fn::Sub': 'a-${ssm:/x}-${A}' }],
    ['a name that is not known', '${self:custom.${env:WHICH}}', { Ref: 'self:custom.…' }],
    ['a block inside a text', 'x-${self:custom.block}', { 'Fn::Sub': 'x-${self:custom.block}' }],
  ])('%s', async (_, value, expected) => {
    expect(await resolved(value)).toEqual(expected);
  });
});

test('says where a value was written', async () => {
  const service = { functions: '${file(config.yml)}', a: { b: '${self:c}' }, c: { d: 1 } };
  const { origins } = await resolveVariables(service, read);
  expect(origins.get(originKey(['functions']))).toEqual({ file: 'config.yml', keys: [] });
  expect(origins.get(originKey(['a', 'b']))).toEqual({ file: null, keys: ['c'] });
});

describe('hostile services end', () => {
  const doubled = Object.fromEntries(
    Array.from({ length: 60 }, (_, at) => [`k${at}`, `\${self:k${at + 1}}\${self:k${at + 1}}`]),
  );
  test.each([
    ['a circle', { a: '${self:b}', b: '${self:a}' }],
    ['a value inside itself', { a: { b: '${self:a}' } }],
    ['blocks that multiply', { a: Array(800).fill('${self:b}'), b: Array(800).fill('${self:c}'), c: ['x'] }],
  ])('%s', async (_, service) => {
    await expect(resolveVariables(service, read)).rejects.toThrow(RangeError);
  });

  test('values that double stop at the length of a text', async () => {
    const { data } = await resolveVariables({ ...doubled, k60: 'x'.repeat(100) }, read);
    expect(JSON.stringify(data).length).toBeLessThan(2_000_000);
  });

  test('names of prototypes are plain keys', async () => {
    const service = JSON.parse('{"__proto__":{"x":1},"a":"${self:constructor.name, \'none\'}"}') as unknown;
    const { data } = await resolveVariables(service, read);
    expect((data as { readonly a: unknown }).a).toBe('none');
  });
});
