import { expect, it } from 'vitest';
import { roleProblems } from '../../src/functions/role-problems.js';
import type { RolePolicy } from '../../src/model/index.js';

function policy(name: string, statements: RolePolicy['statements']): RolePolicy {
  return { name, kind: 'managed', arn: null, statements };
}

const messages = (policies: readonly RolePolicy[] | null): string[] =>
  roleProblems({ name: 'run', arn: null, policies }).map(({ message }) => message);

it('notes policies that were not read, and leaves the function complete', () => {
  expect(messages([policy('read', []), policy('ours', null)])).toEqual([
    'What these policies of its role allow is not known: ours.',
  ]);
  expect(messages(null)).toEqual([
    'The policies of its role run are defined elsewhere: what they allow is not known.',
  ]);
  expect(roleProblems({ name: null, arn: 'a', policies: null })[0]?.affectsCompleteness).toBe(false);
});

it('says nothing of policies that were read, or where there is no role', () => {
  expect(messages([policy('read', [])])).toEqual([]);
  expect(roleProblems(null)).toEqual([]);
});

it('shows some names of many', () => {
  const many = Array.from({ length: 7 }, (_, number) => policy(`p${number}`, null));
  expect(messages(many)[0]).toMatch(/: p0, p1, p2, p3, p4 and 2 more\.$/);
});
