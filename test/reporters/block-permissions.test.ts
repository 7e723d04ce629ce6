import { expect, test } from 'vitest';
import type { FunctionPermissions } from '../../src/model/index.js';
import { permissionWords, REPORTERS } from '../../src/reporters/index.js';
import { roleProblems } from '../../src/functions/role-problems.js';
import { artifactOf, findingOf } from '../support/model-builders.js';
import { permissionsWith } from '../support/needs-of.js';
import { reportedFunction, reportOf } from '../support/sample-report.js';

const TABLE = 'arn:aws:dynamodb:<region>:<account>:table/<Orders>';
const ROLE = { name: 'r', arn: null, policies: ['p'] };
const GRANT = { action: 'dynamodb:*', resource: TABLE, policy: 'p' };
const ALLOW = { ...GRANT, effect: 'Allow' as const, conditions: [] };
const ALLOWED = { granted: [ALLOW] };
const EXCESS = { ...ALLOWED, excess: [{ ...GRANT, examples: ['dynamodb:DeleteTable'] }], excessActions: 87 };

function words(
  fields: Partial<FunctionPermissions>,
  needed = [`dynamodb:UpdateItem ${TABLE}`],
): string | null {
  return permissionWords(
    reportedFunction('f', [], { role: ROLE, permissions: permissionsWith(needed, fields) }),
  );
}

test.each<[Partial<FunctionPermissions>, string]>([
  [EXCESS, 'needs 1 action of AWS; its role allows 87 more (dynamodb:DeleteTable …)'],
  [
    { ...EXCESS, atLeast: true },
    'needs at least 1 action of AWS; its role allows 87 more that were not seen to be used (dynamodb:DeleteTable …)',
  ],
  [ALLOWED, 'needs 1 action of AWS; its role allows no other'],
  // Policies of the resource may allow it: they were not read.
  [
    {
      ...ALLOWED,
      granted: [
        { ...ALLOW, action: 'logs:*' },
        { ...ALLOW, action: 'dynamodb:GetItem' },
      ],
    },
    'needs 1 action of AWS; no policy that was read allows 1 of them (dynamodb:UpdateItem); its role allows no other',
  ],
  [
    { ...ALLOWED, granted: [{ ...ALLOW, action: 'dynamodb:Upd*' }] },
    'needs 1 action of AWS; its role allows no other',
  ],
  [
    {
      ...ALLOWED,
      lacked: [{ action: 'dynamodb:UpdateItem', resource: TABLE, reason: 'no policy allows it' }],
    },
    'needs 1 action of AWS; it lacks 1 of them (dynamodb:UpdateItem); its role allows no other',
  ],
  [{}, 'needs 1 action of AWS; what its role allows is not known'],
])('%j', (fields, expected) => {
  expect(words(fields)).toBe(expected);
});

test('where a policy of the role was not read, nothing is said to be all that it allows', () => {
  const fn = reportedFunction('f', [], {
    role: ROLE,
    permissions: permissionsWith([`dynamodb:UpdateItem ${TABLE}`], ALLOWED),
  });
  const problems = roleProblems({
    name: 'r',
    arn: null,
    policies: [{ name: 'p', kind: 'managed', arn: null, statements: null }],
  });
  expect(permissionWords({ ...fn, problems })).toBe(
    'needs 1 action of AWS; what else its role allows is not known',
  );
});

test('a function that needs nothing, has nothing and was seen whole has no line; nor has one that was not analysed', () => {
  expect(words({}, [])).toBeNull();
  expect(words(EXCESS, [])).toBe('needs no action of AWS; its role allows 87 more (dynamodb:DeleteTable …)');
  expect(words({ atLeast: true }, [])).toContain('what it needs of AWS is not known');
  expect(permissionWords(reportedFunction('f', []))).toBeNull();
});

test.each(['text', 'markdown'])('%s has the line', (id) => {
  const artifact = artifactOf('a', { findings: [findingOf()] });
  const fn = reportedFunction('f', [artifact], {
    role: ROLE,
    permissions: permissionsWith([`dynamodb:UpdateItem ${TABLE}`], EXCESS),
  });
  const report = reportOf([fn], [artifact]);
  const reporter = REPORTERS.find((one) => one.id === id);
  const presentation = { colour: false, width: 200, verbose: false, elapsedMillis: null };
  const text = [...(reporter?.render(report, presentation as never) ?? [])].join('');
  expect(text).toContain('its role allows 87 more (dynamodb:DeleteTable …)');
});
