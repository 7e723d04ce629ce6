import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readNpmConfig, readNpmrc } from '../../src/network/npm-config.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const HOST = '//packages.example.invalid/:_authToken';

interface Files {
  readonly user?: string;
  readonly project?: string;
  readonly cafile?: string;
  readonly env?: Readonly<Record<string, string>>;
}

function configOf(files: Files) {
  const folder = temporaryFolder();
  const [home, cwd] = [join(folder, 'home'), join(folder, 'project')];
  for (const path of [home, cwd]) mkdirSync(path);
  writeFileSync(join(home, '.npmrc'), files.user ?? '');
  writeFileSync(join(cwd, '.npmrc'), files.project ?? '');
  writeFileSync(join(home, 'ca.pem'), files.cafile ?? '');
  return readNpmConfig({ env: { CA: join(home, 'ca.pem'), ...files.env }, home, cwd });
}

it.each<[what: string, files: Files, expected: object]>([
  ['the user', { user: 'registry=u' }, { registry: 'u' }],
  ['the project before the user', { user: 'registry=u', project: 'registry = "p"' }, { registry: 'p' }],
  [
    'the environment before both',
    { project: 'registry=p', env: { NPM_CONFIG_REGISTRY: 'e' } },
    { registry: 'e' },
  ],
  ['a scope', { user: '@acme:registry=a' }, { '@acme:registry': 'a' }],
  ['a token out of the environment', { user: `${HOST}=\${TOKEN}`, env: { TOKEN: 't' } }, { [HOST]: 't' }],
  [
    'a proxy',
    { env: { npm_config_https_proxy: 'p', npm_config_noproxy: 'n' } },
    { httpsProxy: 'p', noProxy: 'n' },
  ],
  ['no proxy', { user: 'https-proxy=null' }, {}],
  ['certificates in a file', { user: 'cafile=${CA}', cafile: 'PEM' }, { ca: 'PEM' }],
  ['certificates not checked', { user: 'strict-ssl=false' }, { strictSSL: false }],
  ['nothing that runs or leads elsewhere', { project: 'script-shell=x\ncache=/x\ngit=x' }, {}],
])('takes %s', (_case, files, expected) => {
  expect(configOf(files)).toEqual(expected);
});

it('reads neither comments nor sections', () => {
  expect([...readNpmrc('; a=1\n# b=2\n[c]\r\nd = 3\n=4', {})]).toEqual([['d', '3']]);
});
