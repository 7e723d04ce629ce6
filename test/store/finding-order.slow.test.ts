import { expect, test } from 'vitest';
import { findingsIn } from '../../src/store/answers.js';
import { saveJudgement } from '../../src/store/judgement-rows.js';
import { openSql } from '../../src/store/open-sql.js';
import { startRun } from '../../src/store/runs.js';
import { saveRegion } from '../../src/store/survey-rows.js';
import { useStores } from '../support/stores.js';

const newStore = useStores('folder');

test('findings stand in the one order; those without a place by severity, where nothing is known', async () => {
  const own = await openSql(newStore());
  const { id } = await startRun(own, 'order', new Date());
  const versions = [{ version: '$LATEST', reachable: true, code: 'function:1', layers: [], facts: {} }];
  const functions = [{ arn: 'arn:f', name: 'f', facts: {}, versions }];
  await saveRegion(own, id, { account: '1', region: 'r', listed: true, functions, gaps: [] });
  const rows = [
    ['critical, not loaded', 'critical', 20],
    ['low, loaded by a public function', 'low', 80],
    ['high, of an earlier version', 'high', null],
    ['unknown, of an earlier version', 'unknown', null],
    ['critical, not known', 'critical', 45.5],
    ['malware', 'high', 100],
  ] as const;
  await saveJudgement(own, id, {
    arn: 'arn:f',
    hash: '',
    complete: true,
    reasons: [],
    permissions: [],
    acceptedGaps: [],
    gaps: [],
    findings: rows.map(([rule, severity, rank]) => ({
      fingerprint: rule,
      kind: 'advisory',
      rule,
      severity,
      fails: false,
      setAside: false,
      detail: rank === null ? {} : { rank },
    })),
    mayFix: true,
    lesserSources: [],
    expected: true,
    seenRun: id,
  });
  const found = await findingsIn(own, id, { state: 'open', limit: 10 });
  await own.close();
  expect(found.map(({ rule }) => rule)).toEqual([
    'malware',
    'low, loaded by a public function',
    'critical, not known',
    'high, of an earlier version',
    'unknown, of an earlier version',
    'critical, not loaded',
  ]);
});
