import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { lockedSbom, type Sbom } from '../../../src/sbom/index.js';
import { describeSweep } from '../../../src/sweep/describe/describe-sweep.js';
import { expectedFindings } from '../../../src/sweep/judge/expected-findings.js';
import { enqueueSweep } from '../../../src/sweep/enqueue-sweep.js';
import type { Expectation, Expectations } from '../../../src/sweep/judge/read-expected.js';
import { runSweep } from '../../../src/sweep/run-sweep.js';
import { runWorker } from '../../../src/sweep/run-worker.js';
import type { SweepOptions } from '../../../src/sweep/sweep-options.js';
import type { SweepReport } from '../../../src/sweep/sweep-report.js';
import { openAwsAccount, type AwsAccount } from '../../support/aws-account.js';
import { useAwsServer } from '../../support/aws-tests.js';
import { artifactOf, packageOf } from '../../support/model-builders.js';
import { NO_MOTO } from '../../support/moto-process.js';
import { useStores } from '../../support/stores.js';
import { sweepOptions } from '../../support/sweep-options.js';
import { FIXED, packageAt, plainZip, zipWith } from '../../support/sweep-zips.js';
import { buildZip } from '../../support/zip-builder.js';

// A database in a folder takes seconds to be made, on a busy machine many.
vi.setConfig({ testTimeout: 120_000 });
const aws = useAwsServer();
const newFolder = useStores('folder');

const SCOPE = {
  organization: false,
  accounts: [],
  regions: ['eu-west-1'],
  role: { name: 'x', externalId: null },
};
const CHANGED = plainZip('changed by hand');

function entry(functions: string, more: Partial<Expectation>): Expectation {
  return { functions, line: 2, builds: [], sboms: [], ...more };
}

function built(...zips: readonly Uint8Array[]) {
  return zips.map((zip, at) => ({
    sha256: createHash('sha256').update(zip).digest('hex'),
    zip: `${at}.zip`,
  }));
}

function locked(version: string): Sbom {
  return lockedSbom([{ name: 'lodash', version, isPublic: true }]);
}

function listing(...names: readonly string[]): Sbom {
  const components = names.map((name) => ({
    ecosystem: 'npm',
    name,
    version: null,
    isOptional: false,
    isPublic: false,
  }));
  return { format: 'CycloneDX', components, unidentified: 0 };
}

test('packages of the lockfile that neither code nor layer has are one finding of low severity', () => {
  const names = [
    'lodash',
    'shared',
    'declared',
    'left-out',
    ...Array.from({ length: 30 }, (_, at) => `p${at}`),
  ];
  const sbom = lockedSbom(names.map((name) => ({ name, version: '1.0.0', isPublic: true })));
  const packages = [packageOf('lodash', '1.0.0'), packageOf('declared', '1.0.0', { presence: 'declared' })];
  const code = artifactOf('function:1', { packages });
  const layer = artifactOf('layer:1', { kind: 'layer', packages: [packageOf('shared', '1.0.0')] });
  const expectation = { ...entry('f', { sboms: [{ source: 'l.json', sbom }] }), hash: '', source: 'e.yaml' };
  const comparison = { fn: { arn: 'arn:f' }, version: { code: code.id }, expectation };
  const found = expectedFindings(comparison, new Map([code, layer].map((one) => [one.id, one])));
  expect(found).toMatchObject([{ rule: 'expected-missing', severity: 'low', certainty: 'possible' }]);
  expect(found[0]?.title).toMatch(
    /^32 packages of the lockfile not found: declared, left-out, p0, .* and 12 more$/,
  );
});

const EXPECTED: Expectations = {
  source: 'expect.yaml',
  entries: [
    entry('clean', { builds: built(plainZip('older'), plainZip('clean')) }),
    entry('changed', { builds: built(plainZip('changed')) }),
    entry('released', { builds: built(plainZip('released 2')) }),
    entry('packages', { sboms: [{ source: 'package-lock.json', sbom: locked('4.17.21') }] }),
    entry('twin', { sboms: [{ source: 'package-lock.json', sbom: locked(FIXED) }] }),
    entry('layered', { sboms: [{ source: 'bom.json', sbom: listing('lodash', 'absent') }] }),
  ],
};

function drifts(found: SweepReport['new']) {
  return found
    .filter(({ rule }) => rule.startsWith('expected-'))
    .map(({ function: arn, rule, severity }) => `${arn.split(':')[6]} ${rule} ${severity}`)
    .sort();
}

const DRIFTS = [
  'changed expected-code high',
  'layered expected-missing low',
  'packages expected-version medium',
  'released expected-code high',
];

let own: AwsAccount;

describe('deployed code is compared with the build', () => {
  let store = '';
  const sweep = (more: Partial<SweepOptions> = {}) =>
    runSweep(sweepOptions(aws.server.url, store, { scope: SCOPE, expected: EXPECTED, ...more }));

  beforeAll(async () => {
    if (NO_MOTO !== null) return;
    own = await openAwsAccount(aws.server.url, 'eu-west-1');
    const layer = await own.addLayer('shared', buildZip(packageAt('nodejs/node_modules', FIXED)));
    await own.addFunction('clean', plainZip('clean'));
    await own.addFunction('changed', CHANGED);
    // The alias calls the earlier code, and the build runs only in $LATEST.
    await own.addFunction('released', plainZip('released 1'));
    await own.publish('released', 'live');
    await own.updateFunction('released', plainZip('released 2'));
    await own.addFunction('packages', zipWith('same', FIXED));
    await own.addFunction('twin', zipWith('same', FIXED));
    await own.addFunction('layered', plainZip('layered'), { Layers: [layer] });
    await own.addFunction('unnamed', plainZip('unnamed'));
    store = newFolder();
  }, 120_000);

  test('other code, other packages and code behind an alias are found; code of the build is not', async () => {
    const report = await sweep();
    expect(drifts(report.new)).toEqual(DRIFTS);
    const released = report.new.find(({ function: arn }) => arn.endsWith(':released'));
    expect(released?.detail.versions).toEqual(['1']);
    expect(report.fails.new).toBe(true);
    const text = describeSweep(report);
    expect(text).toContain('HIGH expected-code Its code is not what was built: 0.zip in changed (');
    expect(text).toContain(
      'expect.yaml: The file of --expect does not cover 1 function: 123456789012/eu-west-1/unnamed.',
    );
    expect(report.complete).toBe(true);
  });

  test('no finding is new the second time, and none is fixed without the file', async () => {
    expect(drifts((await sweep()).new)).toEqual([]);
    const report = await sweep({ expected: null });
    expect(drifts(report.fixed)).toEqual([]);
    expect(report.problems.map(({ message }) => message)).toContainEqual(
      expect.stringContaining('4 findings came from expectations that are gone: kept as stale'),
    );
    expect(drifts((await sweep()).new)).toEqual([]);
  });

  test('once the build is deployed, the finding is fixed', async () => {
    await own.updateFunction('changed', plainZip('changed'));
    expect(drifts((await sweep()).fixed)).toEqual(['changed expected-code high']);
    await own.updateFunction('changed', CHANGED);
  });
});

describe('workers', () => {
  const newDatabase = useStores('server');

  test('decide by the rules with which the sweep was enqueued', async () => {
    const store = newDatabase();
    const options = sweepOptions(aws.server.url, store, { scope: SCOPE });
    await enqueueSweep({ ...options, expected: EXPECTED });
    const stop = new AbortController().signal;
    const { finished } = await runWorker({ ...options, stop, once: true, onAlive: () => undefined });
    expect(finished.map((report) => drifts(report.new))).toEqual([DRIFTS]);
  });
});
