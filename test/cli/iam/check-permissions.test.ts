import { expect, test } from 'vitest';
import {
  failsAt,
  isUnanalysed,
  permissionFindings,
  whyUnchecked,
} from '../../../src/cli/iam/check-permissions.js';
import { roleProblems } from '../../../src/functions/role-problems.js';
import { findingOf } from '../../support/model-builders.js';
import { permissionsWith } from '../../support/needs-of.js';
import { reportedFunction } from '../../support/sample-report.js';

const EXCESS = findingOf({ kind: 'permission', rule: 'unused-actions', severity: 'low' });
const ROLE = { name: 'r', arn: null, policies: ['p'] };

test('only open findings about permissions count', () => {
  const findings = [EXCESS, { ...EXCESS, status: 'suppressed' as const }, findingOf()];
  expect(permissionFindings([reportedFunction('f', [], { findings })])).toEqual([EXCESS]);
});

test.each([
  ['low', true],
  ['medium', false],
  ['none', false],
] as const)('a finding of low severity at %s: %s', (level, fails) => {
  expect(failsAt([EXCESS], level)).toBe(fails);
  expect(failsAt([], level)).toBe(false);
});

test.each([
  ['a function whose code was not analysed', { role: ROLE, permissions: null }, /not analysed/],
  ['a function without a role', { role: null, permissions: permissionsWith([]) }, /role is not known/],
  [
    'a role that is defined elsewhere',
    {
      role: ROLE,
      permissions: permissionsWith([]),
      problems: roleProblems({ name: 'r', arn: null, policies: null }),
    },
    /not read/,
  ],
  [
    'a policy that was not read',
    {
      role: ROLE,
      permissions: permissionsWith([]),
      problems: roleProblems({
        name: 'r',
        arn: null,
        policies: [{ name: 'p', kind: 'managed', arn: null, statements: null }],
      }),
    },
    /not read/,
  ],
])('%s is not checked', (_, fields, why) => {
  expect(whyUnchecked(reportedFunction('f', [], fields))).toMatch(why);
});

test('a function with needs and a known role is checked; one of another cloud has no role', () => {
  expect(
    whyUnchecked(reportedFunction('f', [], { role: ROLE, permissions: permissionsWith([]) })),
  ).toBeNull();
  expect(whyUnchecked(reportedFunction('f', [], { platform: 'vercel' }))).toBeNull();
});

test.each([
  [{ permissions: null }, true],
  [{ permissions: permissionsWith([]) }, false],
  [{ permissions: null, platform: 'vercel' as const }, false],
])('code that was not analysed makes the answer incomplete: %j', (fields, isOpen) => {
  expect(isUnanalysed(reportedFunction('f', [], fields))).toBe(isOpen);
});
