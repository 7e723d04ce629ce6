import { beforeAll, expect, test, vi } from 'vitest';
import { evidenceFiles } from '../../../src/audit/index.js';
import { NO_POLICY, type Policy } from '../../../src/policy/index.js';
import { readStoredReport } from '../../../src/sweep/describe/stored-report.js';
import { runSweep } from '../../../src/sweep/run-sweep.js';
import { openAwsAccount } from '../../support/aws-account.js';
import { useAwsServer } from '../../support/aws-tests.js';
import { NO_MOTO } from '../../support/moto-process.js';
import { useStores } from '../../support/stores.js';
import { sweepOptions } from '../../support/sweep-options.js';
import { OLD, packageAt, plainZip, zipWith } from '../../support/sweep-zips.js';
import { buildZip } from '../../support/zip-builder.js';

// A database in a folder takes seconds to be made, on a busy machine many.
vi.setConfig({ testTimeout: 120_000 });
const aws = useAwsServer();
const newStore = useStores('folder');
const RULES = { policy: NO_POLICY, vex: [] };
let store = '';

beforeAll(async () => {
  if (NO_MOTO !== null) return;
  const own = await openAwsAccount(aws.server.url, 'eu-west-1');
  const layer = await own.addLayer('shared', buildZip(packageAt('nodejs/node_modules', OLD)));
  await own.addFunction('vulnerable', zipWith('vulnerable', OLD));
  await own.addFunction('layered', plainZip('layered'), { Layers: [layer] });
  await own.addUrl('layered');
  await own.publish('layered', 'live');
  await own.addFunction('broken', Buffer.from('no zip'));
  store = newStore();
  const scope = {
    organization: false,
    accounts: [],
    regions: ['eu-west-1'],
    role: { name: 'audit', externalId: null },
  };
  await runSweep(sweepOptions(aws.server.url, store, { scope }));
  await runSweep(sweepOptions(aws.server.url, store, { scope }));
}, 240_000);

test.skipIf(NO_MOTO)('the last sweep as a report, with its history', async () => {
  const { report, run, trend, firstSeen, changes } = await readStoredReport(store, RULES);
  expect(run).toBe(2);
  // Both sweeps saw the same.
  expect(changes).toEqual([]);
  expect(trend.map((point) => point.run)).toEqual([1, 2]);
  expect(report.functions.map(({ name }) => name)).toEqual(['broken', 'layered', 'layered:1', 'vulnerable']);
  expect(new Set(report.functions.map(({ id }) => id)).size).toBe(4);
  const layered = report.functions.find(({ name }) => name === 'layered');
  expect(layered).toMatchObject({ exposure: { level: 'public' }, role: { name: 'function-role' } });
  expect(layered?.permissions?.granted.length).toBeGreaterThan(0);
  expect(report.summary.complete).toBe(false);
  expect(report.functions.find(({ name }) => name === 'broken')?.complete).toBe(false);
  const [data] = report.data.advisories;
  expect(data?.sha256).toMatch(/^[0-9a-f]{64}$/);
  const open = report.functions.flatMap(({ findings }) => findings.map(({ fingerprint }) => fingerprint));
  expect(open.filter((one) => firstSeen.has(one)).length).toBeGreaterThan(0);
  expect(report.artifacts.length).toBe(new Set(report.artifacts.map(({ id }) => id)).size);
});

test.skipIf(NO_MOTO)('findings that a rule sets aside, as of the day of the sweep', async () => {
  const { report } = await readStoredReport(store, RULES);
  const open = report.artifacts.flatMap(({ findings }) => findings);
  const [first] = open;
  const rule = {
    id: first?.rule ?? '',
    sha256: [],
    package: null,
    function: null,
    path: null,
    reason: 'Known.',
    owner: 'ann',
    expires: '2999-01-01',
    line: 1,
  };
  const policy: Policy = { ...NO_POLICY, ignore: [rule], source: 'stowaway.config.yaml' };
  const judged = await readStoredReport(store, { policy, vex: [] });
  const aside = judged.report.artifacts
    .flatMap(({ findings }) => findings)
    .find(({ status }) => status !== 'open');
  expect(aside?.suppression).toMatchObject({ owner: 'ann', expires: '2999-01-01' });
  expect(judged.report.summary.setAside).toBeGreaterThan(0);
});

test.skipIf(NO_MOTO)('the same store gives the same evidence', async () => {
  const made = async () => {
    const { report, ...sweep } = await readStoredReport(store, RULES);
    return [...evidenceFiles(report, { basis: 'sweep', sweep, signed: false, secondsPerArtifact: null })].map(
      ({ path, pieces }) => [path, [...pieces].join('')],
    );
  };
  expect(await made()).toEqual(await made());
});
