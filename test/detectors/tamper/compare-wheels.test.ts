import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { VerifyOptions } from '../../../src/workers/index.js';
import { startIndexServer, type IndexServer } from '../../support/index-server.js';
import { installedWheel } from '../../support/python-tree.js';
import { zipOfFiles } from '../../support/sample-functions.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { analyse } from '../../support/verified-zip.js';

const TAG = 'py3-none-any';
/** A popular name: it may be requested. */
const NAME = 'requests';
const WHEEL_FILE = `Wheel-Version: 1.0\nTag: ${TAG}\n`;

function wheelFiles(name: string, code = 'def get():\n    return 1\n'): Record<string, string> {
  return installedWheel('', {
    name,
    version: '2.0',
    files: { [`${name}/__init__.py`]: '# code\n', [`${name}/api.py`]: code },
    extra: { WHEEL: WHEEL_FILE },
  });
}

function verifyAt(server: IndexServer, fields: Partial<VerifyOptions> = {}): VerifyOptions {
  return {
    all: false,
    cacheDir: temporaryFolder(),
    offline: false,
    concurrency: 4,
    npmConfig: {},
    pipConfig: server.pipConfig(),
    maxMillis: 60_000,
    ...fields,
  };
}

async function outcomeOf(files: Record<string, string>, verify: VerifyOptions | null) {
  const zip = join(temporaryFolder(), 'fn.zip');
  writeFileSync(zip, zipOfFiles({ 'handler.py': 'import requests\n', ...files }));
  const { findings, inventory, comparison } = await analyse(zip, verify);
  const problems = inventory.problems.filter(({ message }) => message.startsWith('Not compared'));
  return {
    titles: findings
      .filter(({ kind }) => kind === 'tamper')
      .map(({ rule, severity, title }) => `${rule} ${severity} ${title}`),
    problems: problems.map(({ message, affectsCompleteness }) => `${affectsCompleteness} ${message}`),
    comparison,
  };
}

async function publishing(name = NAME): Promise<IndexServer> {
  const server = await startIndexServer();
  server.files.set(`${name}-2.0-${TAG}.whl`, zipOfFiles(wheelFiles(name)));
  return server;
}

const ALL_COMPARED = { packages: 1, compared: 1, private: 0 };
/** Its RECORD agrees with the edit: only the index tells. */
const EDITED = wheelFiles(NAME, 'def get():\n    return 2\n');

describe.each([
  ['JSON', true],
  ['HTML', false],
])('an index that answers in %s', (_form, json) => {
  it('tells an edit that RECORD was changed for', async () => {
    const server = Object.assign(await publishing(), { json });
    expect(await outcomeOf(EDITED, null)).toMatchObject({ titles: [], problems: [] });
    expect(await outcomeOf(EDITED, verifyAt(server))).toEqual({
      titles: ['tampered-code high requests 2.0 is not as published: requests/api.py is changed'],
      problems: [],
      comparison: ALL_COMPARED,
    });
  });

  it('tells nothing of a package that is as published', async () => {
    const server = Object.assign(await publishing(), { json });
    expect(await outcomeOf(wheelFiles(NAME), verifyAt(server))).toEqual({
      titles: [],
      problems: [],
      comparison: ALL_COMPARED,
    });
    expect(server.requests).toEqual(['/simple/requests/', `/files/requests-2.0-${TAG}.whl`]);
  });
});

it('added code is found, also where RECORD lists it', async () => {
  const files = installedWheel('', {
    name: NAME,
    version: '2.0',
    files: {
      'requests/__init__.py': '# code\n',
      'requests/api.py': 'def get():\n    return 1\n',
      'requests/evil.py': 'x\n',
    },
    extra: { WHEEL: WHEEL_FILE },
  });
  const { titles } = await outcomeOf(files, verifyAt(await publishing()));
  expect(titles).toEqual(['tampered-code high requests 2.0 is not as published: requests/evil.py was added']);
});

it('what is said of shortened sources names the wheel, not RECORD', async () => {
  const files = installedWheel('', {
    name: NAME,
    version: '2.0',
    files: { 'requests/__init__.py': '#\n', 'requests/api.py': 'get=1\n' },
    extra: { WHEEL: WHEEL_FILE },
  });
  const { problems } = await outcomeOf(files, verifyAt(await publishing()));
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain('shorter than in the published wheel');
  expect(problems[0]).not.toContain('RECORD');
});

it('a second scan needs no network', async () => {
  const verify = verifyAt(await publishing());
  await outcomeOf(EDITED, verify);
  const { titles, comparison } = await outcomeOf(EDITED, { ...verify, offline: true });
  expect([titles.length, comparison]).toEqual([1, ALL_COMPARED]);
});

it('credentials go to the index, not to the host of its files, and are nowhere in the result', async () => {
  const server = Object.assign(await publishing(), { login: 'me:secret' });
  const outcome = await outcomeOf(EDITED, verifyAt(server, { pipConfig: server.pipConfig('me:secret') }));
  expect(outcome.comparison).toEqual(ALL_COMPARED);
  expect([...server.authorizations.values()].map((one) => one !== undefined)).toEqual([true, false]);
  expect(JSON.stringify(outcome)).not.toMatch(/secret|bWU6/);
});

describe('what was not compared makes the answer incomplete, and says what helps', () => {
  const PAGE = '/simple/requests/';
  it.each<[string, (server: IndexServer) => Partial<VerifyOptions> | void, RegExp]>([
    [
      'no index is configured',
      () => ({ pipConfig: { indexes: [], certificates: [], trustedHosts: [] } }),
      /set PIP_INDEX_URL/,
    ],
    [
      'the setting cannot be used',
      () => ({
        pipConfig: { indexes: [], certificates: [], trustedHosts: [], failure: 'correct PIP_INDEX_URL' },
      }),
      /: correct PIP_INDEX_URL\.$/,
    ],
    ['the network is off', () => ({ offline: true }), /run once without --offline/],
    [
      'the index requires credentials',
      (server) => void (server.login = 'a:b'),
      /PIP_INDEX_URL, pip.conf or .netrc/,
    ],
    ['the index refuses', (server) => void server.mishaps.set(PAGE, [403]), /refuses to serve it/],
    ['the index fails twice', (server) => void server.mishaps.set(PAGE, [500, 503]), /scan again later/],
    [
      'the file is gone',
      (server) => void server.mishaps.set(`/files/requests-2.0-${TAG}.whl`, [404]),
      /cannot be read/,
    ],
    [
      'the file is another',
      (server) => void server.mishaps.set(`/files/requests-2.0-${TAG}.whl`, [0]),
      /does not have the hash/,
    ],
    [
      'the index is not there',
      () => ({
        pipConfig: {
          indexes: [{ url: 'http://127.0.0.1:9/simple/', authorization: null }],
          certificates: [],
          trustedHosts: [],
        },
      }),
      /out of reach/,
    ],
    [
      'the index is not encrypted',
      () => ({
        pipConfig: {
          indexes: [{ url: 'http://index.example.invalid/', authorization: null }],
          certificates: [],
          trustedHosts: [],
        },
      }),
      /use https/,
    ],
    ['the time is over', () => ({ maxMillis: -1 }), /scan again to continue/],
    [
      'it was built from its sources',
      (server) => {
        server.files.clear();
        server.files.set('requests-2.0.tar.gz', Buffer.from('x'));
      },
      /built from its sources/,
    ],
    [
      'the wheel is of another platform',
      (server) => {
        server.files.clear();
        server.files.set('requests-2.0-cp312-cp312-win_amd64.whl', Buffer.from('x'));
      },
      /tags that are installed/,
    ],
    [
      'the wheel is broken',
      (server) => void server.files.set(`requests-2.0-${TAG}.whl`, Buffer.from('PK')),
      /cannot be read completely/,
    ],
  ])('%s', async (_case, change, reason) => {
    const server = await publishing();
    const { problems, comparison } = await outcomeOf(EDITED, verifyAt(server, change(server) ?? {}));
    expect(problems).toEqual([expect.stringMatching(reason)]);
    expect(problems[0]).toMatch(
      /^true Not compared with what was published \(1 of 1 packages: requests==2\.0\): /,
    );
    expect(comparison).toEqual({ packages: 1, compared: 0, private: 0 });
  });

  it('a name that few know is not sent, unless all may be', async () => {
    const server = await publishing('acme_internal');
    const files = wheelFiles('acme_internal');
    const { problems } = await outcomeOf(files, verifyAt(server));
    expect(problems[0]).toMatch(/^true .*--verify-all/);
    expect(server.requests).toEqual([]);
    expect((await outcomeOf(files, verifyAt(server, { all: true }))).comparison).toEqual(ALL_COMPARED);
  });

  it('an index that knows no package at all is more likely none', async () => {
    const server = await publishing();
    server.files.clear();
    const two = { ...EDITED, ...wheelFiles('urllib3') };
    const outcome = await outcomeOf(two, verifyAt(server));
    expect(outcome).toMatchObject({ titles: [], comparison: { packages: 2, compared: 0 } });
    expect(outcome.problems).toEqual([expect.stringMatching(/^true .*\(2 of 2 packages: .*may be wrong/)]);
    server.files.set(`urllib3-2.0-${TAG}.whl`, zipOfFiles(wheelFiles('urllib3')));
    expect((await outcomeOf(two, verifyAt(server))).titles).toEqual([
      'unknown-to-registry medium requests 2.0 is not as published: the index has no such package',
    ]);
  });

  it('an unknown release is a finding', async () => {
    const server = await publishing();
    server.files.clear();
    server.files.set(`requests-3.0-${TAG}.whl`, Buffer.from('x'));
    const { titles } = await outcomeOf(EDITED, verifyAt(server));
    expect(titles).toEqual([
      'unknown-to-registry medium requests 2.0 is not as published: the index has no such release',
    ]);
  });
});
