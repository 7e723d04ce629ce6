import { expect, it } from 'vitest';
import { networkCheck, pythonIndexCheck } from '../../../src/cli/doctor/network-checks.js';

it.each<[env: Record<string, string>, state: string, words: RegExp]>([
  [{}, 'ok', /^no proxy$/],
  [{ https_proxy: 'http://a:b@proxy.example.invalid:8080' }, 'ok', /^proxy proxy\.example\.invalid:8080$/],
  [{ NODE_EXTRA_CA_CERTS: '/ca.pem' }, 'ok', /NODE_EXTRA_CA_CERTS/],
  [{ NODE_TLS_REJECT_UNAUTHORIZED: '0' }, 'bad', /certificates are not checked/],
  [{ HTTPS_PROXY: 'ftp://x' }, 'bad', /not the URL of an HTTP proxy/],
  [{ npm_config_cafile: '/nowhere.pem' }, 'bad', /cafile/],
])('%j is %s', (env, state, words) => {
  const check = networkCheck({ env, home: '/nowhere', cwd: '/nowhere', now: new Date() });
  expect([check.state, check.words]).toEqual([state, expect.stringMatching(words)]);
});

it.each<[env: Record<string, string>, state: string, words: RegExp]>([
  [{}, 'note', /^none is configured$/],
  [{ PIP_INDEX_URL: 'https://me:secret@index.example.invalid/simple' }, 'ok', /^index\.example\.invalid$/],
  [{ UV_DEFAULT_INDEX: 'https://index.example.invalid/simple' }, 'ok', /^index\.example\.invalid$/],
  [{ PIP_EXTRA_INDEX_URL: 'https://index.example.invalid/simple' }, 'note', /only extra indexes/],
])('an index of Python packages by %j is %s', (env, state, words) => {
  const here = { XDG_CONFIG_DIRS: '/nowhere', PIP_CONFIG_FILE: '/dev/null', ...env };
  const check = pythonIndexCheck({ env: here, home: '/nowhere', cwd: '/nowhere', now: new Date() });
  expect([check.state, check.words]).toEqual([state, expect.stringMatching(words)]);
});
