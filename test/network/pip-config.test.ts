import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { readPipConf, readPipConfig } from '../../src/network/pip-config.js';
import { temporaryFolder } from '../support/temporary-folder.js';

function configOf(env: Record<string, string>, files: Readonly<Record<string, string>> = {}) {
  const home = temporaryFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(home, path, '..'), { recursive: true });
    writeFileSync(join(home, path), text);
  }
  return readPipConfig({ env: { XDG_CONFIG_DIRS: home, ...env }, home });
}

const urlsOf = (...given: Parameters<typeof configOf>) => configOf(...given).indexes.map(({ url }) => url);
const INDEX = 'https://index.example.invalid/simple';

test('nothing is configured: there is no index', () => {
  expect(configOf({})).toEqual({ indexes: [], certificates: [], trustedHosts: [] });
});

/** Variables, and files of the home folder. */
type Given = readonly [Record<string, string>, Record<string, string>];

const USER = '.config/pip/pip.conf';
const OTHERS = ['https://b.example.invalid', 'https://c.example.invalid'];

test.each<[string, Given, string[]]>([
  ['the environment', [{ PIP_INDEX_URL: INDEX }, {}], [`${INDEX}/`]],
  ['a file of the user', [{}, { [USER]: `[global]\nindex-url = ${INDEX}/\n` }], [`${INDEX}/`]],
  ['an old file of the user', [{}, { '.pip/pip.conf': `[global]\nindex_url: ${INDEX}\n` }], [`${INDEX}/`]],
  [
    'the environment before a file',
    [{ PIP_INDEX_URL: INDEX }, { [USER]: `[global]\nindex-url=${OTHERS[0]}/\n` }],
    [`${INDEX}/`],
  ],
  [
    'a command before all',
    [{}, { [USER]: `[install]\nindex-url=${INDEX}\n[global]\nindex-url=${OTHERS[0]}\n` }],
    [`${INDEX}/`],
  ],
  [
    'extra indexes',
    [{ PIP_INDEX_URL: INDEX }, { [USER]: `[global]\nextra-index-url =\n    ${OTHERS.join('\n    ')}\n` }],
    [`${INDEX}/`, ...OTHERS.map((url) => `${url}/`)],
  ],
  [
    "uv's variables",
    [{ UV_DEFAULT_INDEX: INDEX, UV_INDEX: `own=${OTHERS[0]} ${OTHERS[1]}` }, {}],
    [`${INDEX}/`, ...OTHERS.map((url) => `${url}/`)],
  ],
  [
    "uv's older variables",
    [{ UV_INDEX_URL: INDEX, UV_EXTRA_INDEX_URL: OTHERS[0]! }, {}],
    [`${INDEX}/`, `${OTHERS[0]}/`],
  ],
  ["pip's before uv's", [{ PIP_INDEX_URL: INDEX, UV_DEFAULT_INDEX: OTHERS[0]! }, {}], [`${INDEX}/`]],
  ['no index at all, whatever uv has', [{ PIP_NO_INDEX: '1', UV_DEFAULT_INDEX: INDEX }, {}], []],
  ['no index at all', [{ PIP_INDEX_URL: INDEX, PIP_NO_INDEX: '1' }, {}], []],
  ['no file', [{ PIP_CONFIG_FILE: '/dev/null' }, { [USER]: `[global]\nindex-url=${INDEX}\n` }], []],
])('%s', (_case, given, expected) => {
  expect(urlsOf(...given)).toEqual(expected);
});

test.each([{ PIP_EXTRA_INDEX_URL: INDEX }, { UV_INDEX: INDEX }])(
  'extra indexes alone prove nothing about what they lack: %j',
  (env) =>
    expect(configOf(env)).toMatchObject({
      indexes: [],
      failure: expect.stringContaining('PIP_INDEX_URL') as string,
    }),
);

describe('credentials', () => {
  it('may hold a per cent sign of their own', () => {
    const { indexes } = configOf({ PIP_INDEX_URL: 'https://me:50%off@index.example.invalid/simple/' });
    expect(indexes[0]?.authorization).toBe(`Basic ${Buffer.from('me:50%off').toString('base64')}`);
  });
  const login = `Basic ${Buffer.from('me:p@ss').toString('base64')}`;
  it('leave the address', () => {
    const { indexes } = configOf({ PIP_INDEX_URL: 'https://me:p%40ss@index.example.invalid/simple/' });
    expect(indexes).toEqual([{ url: `${INDEX}/`, authorization: login }]);
  });

  it('are read from .netrc', () => {
    const netrc = {
      '.netrc':
        'machine other login a password b\nmachine index.example.invalid\n  login me\n  password p@ss\n',
    };
    expect(configOf({ PIP_INDEX_URL: INDEX }, netrc).indexes[0]?.authorization).toBe(login);
  });

  it('are in no message', () => {
    const { indexes, failure } = configOf({ PIP_INDEX_URL: 'ftp://me:p%40ss@index.example.invalid' });
    expect(indexes).toEqual([]);
    expect(failure).toMatch(/^an index of pip's configuration is not the URL of a web server; [^@]*$/);
  });
});

test('certificates and trusted hosts', () => {
  const files = {
    'ca.pem': 'PEM',
    '.config/pip/pip.conf': '[global]\ntrusted-host = a.example.invalid b.example.invalid:80\n',
  };
  const home = temporaryFolder();
  writeFileSync(join(home, 'ca.pem'), 'PEM');
  const config = configOf({ PIP_INDEX_URL: INDEX, PIP_CERT: join(home, 'ca.pem') }, files);
  expect(config).toMatchObject({
    certificates: ['PEM'],
    trustedHosts: ['a.example.invalid', 'b.example.invalid:80'],
  });
  expect(configOf({ PIP_INDEX_URL: INDEX, PIP_CERT: join(home, 'none.pem') })).toMatchObject({
    indexes: [],
    failure: expect.stringMatching(/none\.pem.*PIP_CERT/) as string,
  });
});

test('comments, and sections that do not concern installations, are left out', () => {
  const text =
    '# a\n; b\nindex-url = x\n[list]\nindex-url = y\n[global]\ntimeout = 1\n[__proto__]\ncert = z\n';
  expect([...readPipConf(text)]).toEqual([]);
});
