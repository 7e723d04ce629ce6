import { expect, it } from 'vitest';
import { networkCheck } from '../../../src/cli/doctor/network-checks.js';

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
