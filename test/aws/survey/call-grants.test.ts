import { array, assert, constantFrom, integer, property, string, tuple } from 'fast-check';
import { expect, test } from 'vitest';
import { matchesWildcard, type PolicyStatement, type RolePolicy } from '../../../src/model/index.js';
import { deployedVersionOf, type DeployedVersion } from '../../../src/aws/survey/deployed-version.js';
import { callGrants, grantedVersions } from '../../../src/aws/survey/call-grants.js';

const ARN = 'arn:aws:lambda:eu-west-1:123456789012:function:orders';

function version(functionArn: string, number: string): DeployedVersion {
  const config = deployedVersionOf(
    { FunctionArn: `${functionArn}:${number}`, Version: number },
    () => new Map(),
  );
  if (!config) throw new Error('It has an ARN.');
  return config;
}

function named(statement: Partial<PolicyStatement>, kind: RolePolicy['kind'] = 'inline'): string[] {
  const whole: PolicyStatement = {
    effect: 'Allow',
    actions: [],
    notActions: [],
    resources: [`${ARN}:3`],
    notResources: [],
    conditions: [],
    ...statement,
  };
  const policies: RolePolicy[] = [{ name: 'p', kind, arn: null, statements: [whole] }];
  return [...callGrants([{ arn: 'a', name: 'n', policies, lastUsed: null }])];
}

test.each([
  'lambda:InvokeFunction',
  'LAMBDA:invokefunction',
  'lambda:Invoke*',
  'lambda:I*',
  'lambda:*Function',
  'lambda:?nvokeAsync',
  'lambda:*',
  '*',
])('a role that may %s calls the version that it names', (action) => {
  expect(named({ actions: [action] })).toEqual([`${ARN}:3`]);
  expect(named({ actions: [action], effect: 'Deny' })).toEqual([]);
  expect(named({ actions: [action] }, 'boundary')).toEqual([]);
  expect(named({ notActions: [action] })).toEqual([]);
});

test.each(['lambda:GetFunction', 'lambda:Get*', 's3:*'])('one that may %s does not', (action) => {
  expect(named({ actions: [action] })).toEqual([]);
  expect(named({ notActions: [action] })).toEqual([`${ARN}:3`]);
});

test('a statement of resources that are left out grants no version by name', () => {
  expect(named({ actions: ['*'], resources: [], notResources: [`${ARN}:1`] })).toEqual([]);
});

test('patterns name the versions that they fit', () => {
  const versions = ['1', '2', '13'].map((number) => version(ARN, number));
  const fitting = (...patterns: readonly string[]) =>
    [...grantedVersions(new Set(patterns), new Map([[ARN, versions]])).called].sort();
  expect(fitting(`${ARN}:2`)).toEqual([`${ARN}:2`]);
  expect(fitting('arn:aws:lambda:*:123456789012:function:ord*:13')).toEqual([`${ARN}:13`]);
  expect(fitting('arn:aws:lambda:*:*:function:o?ders:3', `${ARN}s:1`, `${ARN}s:*`)).toEqual([]);
  expect(fitting('*:2', `${ARN}:1`)).toEqual([`${ARN}:1`, `${ARN}:2`]);
  expect(fitting(`${ARN}:1*`)).toEqual([`${ARN}:1`, `${ARN}:13`]);
});

test('a version is called, beyond the limit, or named by no pattern, as each pattern says by itself', () => {
  const letter = constantFrom('a', 'b');
  const name = string({ unit: letter, minLength: 1, maxLength: 3 });
  const pattern = tuple(
    string({ unit: constantFrom('a', 'b', '*', '?'), maxLength: 3 }),
    constantFrom('', ':*', ':1', ':?', ':2*'),
  ).map(([start, end]) => `arn:aws:lambda:r:1:function:${start}${end}`);
  assert(
    property(array(pattern, { maxLength: 6 }), name, integer({ min: 1, max: 40 }), (patterns, fn, count) => {
      const arn = `arn:aws:lambda:r:1:function:${fn}`;
      const versions = Array.from({ length: count }, (_, index) => version(arn, String(index + 1)));
      const { called, beyond } = grantedVersions(new Set(patterns), new Map([[arn, versions]]));
      const otherFunction = `arn:aws:lambda:r:1:function:${'z'.repeat(64)}:999`;
      const fitsOther = (one: string) => matchesWildcard(one, otherFunction);
      const expected = versions
        .map(({ version: number }) => `${arn}:${number}`)
        .filter((one) => patterns.some((each) => matchesWildcard(each, one) && !fitsOther(each)));
      expect(new Set([...called, ...beyond])).toEqual(new Set(expected));
    }),
  );
});
