import { expect, test } from 'vitest';
import { surveyRegion } from '../../../src/aws/survey/survey-region.js';
import type { EarlierVersion } from '../../../src/aws/survey/version-policies.js';
import { FAKE_ACCOUNT, fakeAccount, noCallers, type FakeRegion } from '../../support/fake-account.js';

const REGION = 'eu-west-1';
const ARN = `arn:aws:lambda:${REGION}:${FAKE_ACCOUNT}:function:fn`;
const COUNT = 10;
const NIGHT_MILLIS = 24 * 3600 * 1000;

const functions = ['$LATEST', ...Array.from({ length: COUNT }, (_, at) => String(at + 1))].map((number) => ({
  FunctionName: 'fn',
  FunctionArn: `${ARN}:${number}`,
  Version: number,
}));
const INVOKE = {
  Effect: 'Allow',
  Principal: { Service: 's3.amazonaws.com' },
  Action: 'lambda:InvokeFunction',
};

/** Sweeps in turn, each with the policies that the one before read. */
async function nights(count: number, limit: number, regionOf: (night: number) => FakeRegion) {
  let earlier = new Map<string, EarlierVersion>();
  const seen = [];
  for (let night = 0; night < count; night += 1) {
    const { access, calls } = fakeAccount({ [REGION]: { functions, ...regionOf(night) } });
    const now = new Date(Date.UTC(2026, 10, 1) + night * NIGHT_MILLIS);
    const { functions: found, gaps } = await surveyRegion(access, REGION, noCallers({ limit, earlier, now }));
    const [fn] = found;
    if (!fn) throw new Error('no function');
    earlier = new Map(
      fn.versions.map(({ version }) => [
        `${ARN}:${version}`,
        { reachable: fn.reachable.includes(version), policyReadAt: fn.policiesReadAt.get(version) ?? null },
      ]),
    );
    const read = calls.flatMap((call) => /GetPolicy (\d+)/.exec(call)?.[1] ?? []);
    seen.push({ read, reachable: fn.reachable.filter((one) => one !== '$LATEST'), gaps });
  }
  return seen;
}

test('each policy is read within some sweeps, grants to callers are found, and unread policies are a gap until then', async () => {
  const seen = await nights(4, 4, () => ({ policies: { 'fn:9': [INVOKE] } }));
  expect(seen.every(({ read }) => read.length === 4)).toBe(true);
  const first = new Set(seen.slice(0, 3).flatMap(({ read }) => read));
  expect(first.size).toBe(COUNT);
  expect(seen.map(({ reachable }) => reachable)).toEqual([[], [], ['9'], ['9']]);
  expect(seen.map(({ gaps }) => gaps.map((gap) => gap.reason.slice(0, 35)))).toEqual([
    ['The policies of 6 published version'],
    ['The policies of 2 published version'],
    [],
    [],
  ]);
  expect(seen[0]?.gaps[0]).toMatchObject({ affectsCompleteness: true, action: 'lambda:GetPolicy' });
});

test('a version that was called is read first, and counts as called until its policy changes', async () => {
  const open = { policies: { 'fn:1': [INVOKE] } };
  const denied = { ...open, refused: { 'GetPolicy 1': 'AccessDeniedException' } };
  const seen = await nights(4, 4, (night) => [open, denied, open, {}][night] ?? {});
  expect(seen.map(({ reachable }) => reachable)).toEqual([['1'], ['1'], ['1'], []]);
  expect(seen.slice(1).every(({ read }) => read.includes('1'))).toBe(true);
});

test('a policy that was read too long ago is no evidence for today', async () => {
  const seen = await nights(12, 1, () => ({}));
  // Ten versions, one a night: never all of them within a week.
  expect(seen.at(-1)?.gaps[0]?.reason).toContain(
    'The policies of 2 published versions were not read within 7 days',
  );
});

test('no more policies are read than a sweep may', async () => {
  const [none, some] = [await nights(1, 0, () => ({})), await nights(1, COUNT, () => ({}))];
  expect(none[0]?.read).toEqual([]);
  expect(none[0]?.gaps).toHaveLength(1);
  expect(some[0]?.gaps).toEqual([]);
});
