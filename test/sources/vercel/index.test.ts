import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { vercel } from '../../../src/sources/vercel/index.js';
import {
  acquireWith,
  codesOf,
  emptyFolder,
  functionCalled,
  mountsOf,
  stage,
  targetAt,
  write,
} from '../stage-fixture.js';

const OUTPUT = '.vercel/output';
const FUNCTIONS = `${OUTPUT}/functions`;

test('names are paths below functions; a linked folder shares its code', async () => {
  const folder = stage('vercel/site');
  symlinkSync('hello.func', join(folder, FUNCTIONS, 'api/again.func'));
  const acquired = await acquireWith(vercel, targetAt(folder, OUTPUT));
  const hello = [`/var/task=${FUNCTIONS}/api/hello.func`];
  expect(mountsOf(acquired, folder)).toEqual({
    'api/again': hello,
    'api/hello': hello,
    middleware: [`/var/task=${FUNCTIONS}/middleware.func`],
    page: [`/var/task=${FUNCTIONS}/page.func`],
  });
  expect(acquired.artifacts).toHaveLength(3);
});

test('the file path map adds files of the project, and only of it', async () => {
  const folder = stage('vercel/site');
  const acquired = await acquireWith(vercel, targetAt(folder, OUTPUT));
  const hello = acquired.artifacts.find(({ path }) => path.endsWith('hello.func'));
  expect([...(hello?.extraFiles ?? [])]).toEqual([['lib/mail.js', join(folder, 'lib/mail.js')]]);
  expect(codesOf(acquired)['api/hello']).toEqual(['missing', 'unsafe-path', 'unsafe-path']);
});

test('in a monorepo the file path map starts at the repository', async () => {
  const folder = emptyFolder();
  write(folder, {
    '.git/HEAD': '',
    'shared/x.js': '',
    'apps/web/.vercel/output/config.json': '{ "version": 3 }',
    'apps/web/.vercel/output/functions/a.func/.vc-config.json':
      '{ "filePathMap": { "x.js": "shared/x.js" } }',
  });
  const { artifacts } = await acquireWith(vercel, targetAt(folder, 'apps/web/.vercel/output'));
  expect(artifacts[0]?.extraFiles?.get('x.js')).toBe(join(folder, 'shared/x.js'));
});

test('configuration of node, edge and prerendered functions', async () => {
  const acquired = await acquireWith(vercel, targetAt(stage('vercel/site'), OUTPUT));
  expect(functionCalled(acquired, 'api/hello')).toMatchObject({
    runtime: 'nodejs22.x',
    handler: 'api/hello.js',
    architecture: 'arm64',
    environment: ['MAIL_KEY'],
    triggers: [
      { type: 'http', detail: '/api/hello' },
      { type: 'schedule', detail: '0 5 * * *' },
    ],
  });
  expect(functionCalled(acquired, 'middleware')).toMatchObject({ runtime: 'edge', handler: 'index.js' });
  expect(functionCalled(acquired, 'page').triggers[0]?.detail).toContain('prerendered');
});

test('variables that load code are judged, and their values not kept', async () => {
  const folder = emptyFolder();
  const environment = { NODE_OPTIONS: '--require ./secret-name.js', PLAIN: 'x' };
  write(folder, {
    '.vercel/output/config.json': '{ "version": 3 }',
    '.vercel/output/functions/a.func/.vc-config.json': JSON.stringify({
      environment,
      envVarsInUse: ['LD_PRELOAD'],
    }),
  });
  const { functions } = await acquireWith(vercel, targetAt(folder, OUTPUT));
  expect(functions[0]?.environmentHooks).toEqual([{ name: 'NODE_OPTIONS', code: 'function', vendor: null }]);
  expect(JSON.stringify(functions)).not.toContain('secret-name');
});

test('a folder that is linked from outside is no function', async () => {
  const folder = stage('vercel/site');
  symlinkSync('/etc', join(folder, FUNCTIONS, 'etc.func'));
  const { functions, problems } = await acquireWith(vercel, targetAt(folder, OUTPUT));
  expect(functions.map(({ name }) => name)).not.toContain('etc');
  expect(problems.map(({ code }) => code)).toEqual(['unsafe-path']);
});

test.each([
  ['broken', '{'],
  ['a list', '[]'],
])('a function whose configuration is %s is incomplete', async (_, text) => {
  const folder = stage('vercel/site');
  write(folder, { [`${FUNCTIONS}/page.func/.vc-config.json`]: text });
  expect(codesOf(await acquireWith(vercel, targetAt(folder, OUTPUT)))['page']).toEqual(['malformed']);
});
