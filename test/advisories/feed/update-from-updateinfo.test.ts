import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { openAdvisories, type UpdateOutcome } from '../../../src/advisories/index.js';
import { matchPackages } from '../../../src/advisories/match/match.js';
import { NOW } from '../../support/advisory-database.js';
import { packageOf } from '../../support/model-builders.js';
import { update } from '../../support/osv-mirror.js';
import { startStaticServer } from '../../support/static-server.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { updateinfo, type MadeUpdate } from '../../support/updateinfo.js';

const RELEASE = 'Amazon Linux:2023';
const OPENSSL: MadeUpdate = {
  id: 'ALAS2023-2026-001',
  packages: ['openssl 1 3.0.8 2.amzn2023 x86_64', 'openssl-libs 1 3.0.8 2.amzn2023 x86_64'],
};
const LIST = updateinfo(OPENSSL);

/** An update from a file of these bytes. */
async function updatedFrom(bytes: string | Uint8Array, dir = join(temporaryFolder(), 'db'), touched = NOW) {
  const location = join(temporaryFolder(), 'updateinfo.xml.gz');
  writeFileSync(location, bytes);
  utimesSync(location, touched, touched);
  const [outcome] = await fromLocation(location, dir);
  return { outcome, dir };
}

function fromLocation(location: string, dir: string): Promise<readonly UpdateOutcome[]> {
  const baseUrl = 'https://osv.example.invalid/';
  return update({ dir, baseUrl, ecosystems: [], updateinfo: [{ ecosystem: RELEASE, location }] });
}

function rpmPackage(name: string, version: string, source = name) {
  return packageOf(name, version, {
    ecosystem: RELEASE,
    system: { source: { name: source, version }, isBase: null },
  });
}

function foundIn(dir: string, ...packages: readonly ReturnType<typeof rpmPackage>[]) {
  const store = openAdvisories({ dir, starterDir: dir, now: NOW });
  try {
    return { findings: matchPackages(packages, store), problems: store.problems };
  } finally {
    store.close();
  }
}

it.each([
  ['as it is', LIST],
  ['packed', gzipSync(LIST)],
])('a list %s gives the advisories of the release', async (_, bytes) => {
  const { outcome, dir } = await updatedFrom(bytes);
  expect(outcome).toMatchObject({ name: RELEASE, update: { status: 'updated', records: 1 } });
  const { findings, problems } = foundIn(dir, rpmPackage('openssl-libs', '1:3.0.8-1.amzn2023', 'openssl'));
  expect(findings).toMatchObject([
    {
      rule: 'CVE-2026-1',
      aliases: ['ALAS2023-2026-001'],
      severity: 'high',
      certainty: 'certain',
      fixedIn: ['1:3.0.8-2.amzn2023'],
      references: ['https://alas.aws.amazon.com/cve/html/CVE-2026-1.html'],
    },
  ]);
  expect(problems).toEqual([]);
});

it.each([
  ['the fixed version', rpmPackage('openssl', '1:3.0.8-2.amzn2023')],
  ['a later one', rpmPackage('openssl', '1:3.0.10-1.amzn2023')],
  ['a higher epoch', rpmPackage('openssl', '2:1.0-1.amzn2023')],
  ['another package', rpmPackage('bash', '1-1')],
])('%s is clear', async (_, found) => {
  const { dir } = await updatedFrom(LIST);
  expect(foundIn(dir, found).findings).toEqual([]);
});

it('a package of another release is not checked with it', async () => {
  const { dir } = await updatedFrom(LIST);
  const other = { ...rpmPackage('openssl', '1:1.0.2-1.amzn2'), ecosystem: 'Amazon Linux:2' };
  expect(foundIn(dir, other)).toMatchObject({
    findings: [],
    problems: [{ message: expect.stringContaining('--updateinfo "Amazon Linux:2=FILE"') as string }],
  });
});

it('is as old as its file', async () => {
  const { dir } = await updatedFrom(LIST, undefined, new Date('2026-04-01T00:00:00Z'));
  expect(foundIn(dir, rpmPackage('openssl', '9-1')).problems).toMatchObject([
    { code: 'stale', affectsCompleteness: true },
  ]);
});

it('is downloaded from an address', async () => {
  const server = await startStaticServer();
  server.files.set('/repodata/updateinfo.xml.gz', gzipSync(LIST));
  const dir = join(temporaryFolder(), 'db');
  const [outcome] = await fromLocation(`${server.url}repodata/updateinfo.xml.gz`, dir);
  expect(outcome?.update).toMatchObject({ records: 1 });
  expect(foundIn(dir, rpmPackage('openssl', '1-1')).findings).toHaveLength(1);
});

it.each<[string, string | Uint8Array, RegExp]>([
  ['nothing', '', /no list of updates/],
  ['a page', '<html></html>', /no list of updates/],
  ['half a list', LIST.slice(0, -30), /cut off/],
  ['half an archive', gzipSync(LIST).subarray(0, 100), /updateinfo\.xml/],
  ['another archive', Buffer.from('28b52ffd00', 'hex'), /no list of updates/],
  ['a list without advisories', updateinfo(), /no security updates/],
  [
    'a list that nobody can read',
    updateinfo(...Array.from({ length: 11 }, (_, at) => ({ id: `A${at}`, packages: [] }))),
    /security updates|cannot be read/,
  ],
])('%s is refused, and the old data stays', async (_, bytes, words) => {
  const { dir } = await updatedFrom(LIST);
  const { outcome } = await updatedFrom(bytes, dir);
  expect(outcome?.error?.message).toMatch(words);
  expect(foundIn(dir, rpmPackage('openssl', '1-1')).findings).toHaveLength(1);
});

it('an update that cannot be read makes scans incomplete', async () => {
  const { dir, outcome } = await updatedFrom(updateinfo(OPENSSL, { id: 'ALAS2023-2026-002', packages: [] }));
  expect(outcome?.update).toMatchObject({ unreadable: new Map([['ALAS2023-2026-002', expect.any(String)]]) });
  expect(foundIn(dir, rpmPackage('bash', '1-1')).problems).toMatchObject([{ code: 'malformed' }]);
});

it('a list that lost most of its updates is refused', async () => {
  const many = Array.from({ length: 20 }, (_, at) => ({ ...OPENSSL, id: `ALAS2023-2026-${at}` }));
  const { dir } = await updatedFrom(updateinfo(...many));
  const { outcome } = await updatedFrom(LIST, dir);
  expect(outcome?.error?.message).toContain('lacks 19 of 20 records');
});

it('a file that is not there is an error', async () => {
  const dir = join(temporaryFolder(), 'db');
  const [outcome] = await fromLocation('/no/such/file', dir);
  expect(outcome?.error?.message).toContain('/no/such/file');
});
