import { expect, test, vi } from 'vitest';
import { NO_POLICY, type AcceptRule } from '../../src/policy/index.js';
import { describeSweep } from '../../src/sweep/describe/describe-sweep.js';
import { summariseSweeps, summaryMarkdown } from '../../src/sweep/index.js';
import { runSweep } from '../../src/sweep/run-sweep.js';
import { openAwsAccount } from '../support/aws-account.js';
import { useAwsServer } from '../support/aws-tests.js';
import { useStores } from '../support/stores.js';
import { sweepOptions } from '../support/sweep-options.js';
import { goZip, OLD, zipWith } from '../support/sweep-zips.js';

// A database in a folder takes seconds to be made, on a busy machine many.
vi.setConfig({ testTimeout: 240_000 });
const aws = useAwsServer();
const newStore = useStores('folder');

const RULE: AcceptRule = {
  codes: ['unsupported'],
  account: null,
  region: null,
  function: 'report-*',
  artifact: null,
  path: null,
  message: 'Holds Go code **',
  reason: 'Reviewed by hand.',
  owner: 'ann',
  expires: '2027-01-01',
  line: 1,
};

test('nights with a Go function: accepted, it leaves them complete; another gap does not', async () => {
  const account = await openAwsAccount(aws.server.url, 'eu-west-1');
  await account.addFunction('orders', zipWith('orders', OLD));
  await account.addFunction('report-daily', goZip('daily'));
  const store = newStore();
  const sweep = (accept: readonly AcceptRule[]) =>
    runSweep(
      sweepOptions(aws.server.url, store, {
        scope: {
          organization: false,
          accounts: [],
          regions: ['eu-west-1'],
          role: { name: 'audit', externalId: 'x' },
        },
        policy: { ...NO_POLICY, source: 'c.yaml', accept },
      }),
    );

  const first = await sweep([]);
  expect([first.complete, first.counts.new.length > 0]).toEqual([false, true]);

  const second = await sweep([RULE]);
  expect(second).toMatchObject({
    complete: true,
    new: [],
    fixed: [],
    reasons: [],
    functions: { accepting: 1 },
  });
  expect(second.counts.open.length).toBeGreaterThan(0);
  const told =
    /Accepted: .*Holds Go code .* Reason: Reviewed by hand\. \(by ann, until 2027-01-01, c\.yaml\)/;
  expect(describeSweep(second)).toMatch(told);
  expect(describeSweep(second)).not.toContain('INCOMPLETE');
  expect(summaryMarkdown(await summariseSweeps(store, 'package')).replaceAll('`', '')).toMatch(told);

  await account.addFunction('report-broken', Buffer.from('no zip'));
  const third = await sweep([RULE]);
  expect(third).toMatchObject({ complete: false, new: [], functions: { accepting: 1, incomplete: 1 } });
  expect(third.reasons.map(({ example }) => example.split(':')[6])).toEqual(['report-broken']);
  const summary = await summariseSweeps(store, 'package');
  expect(summary).toMatchObject({ complete: false, counts: { new: [] } });
  expect(summaryMarkdown(summary)).toMatch(/^- Not seen: `.*report-broken/m);
});
