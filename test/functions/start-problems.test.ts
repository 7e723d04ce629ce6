import { array, assert, asyncProperty, constantFrom, tuple } from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { joinFunction } from '../../src/functions/index.js';
import { takeInventory } from '../../src/inventory/index.js';
import type { Problem, ServerlessFunction } from '../../src/model/index.js';
import { memoryTree } from '../support/memory-tree.js';
import { artifactOf, functionOf } from '../support/model-builders.js';

type Contents = Readonly<Record<string, string>>;

interface Mounts {
  readonly code: Contents;
  readonly links?: Contents;
  readonly layer?: Contents;
  /** Where the code is mounted. */
  readonly at?: string;
  readonly problems?: readonly Problem[];
}

const SCRIPT = 'exports.handler = () => 1;';
const GAP: Problem = { code: 'missing', path: '', message: 'A layer is missing.', affectsCompleteness: true };

async function analysed(id: string, contents: Contents, links: Contents = {}) {
  const tree = memoryTree(contents, links);
  const { packages, problems, bootstrap, handlerFiles } = await takeInventory({
    tree,
    problems: [],
    image: null,
  });
  return artifactOf(id, { packages, problems, bootstrap, handlerFiles: new Set(handlerFiles) });
}

/** Messages about the start of a function with these mounts. */
async function messagesOf(
  fields: Partial<ServerlessFunction>,
  { code, links, layer, at = '/var/task', problems = [] }: Mounts,
): Promise<readonly string[]> {
  const artifacts = new Map([['code', await analysed('code', code, links)]]);
  if (layer) artifacts.set('layer', await analysed('layer', layer));
  const mounts = [{ artifact: 'code', path: at }, ...(layer ? [{ artifact: 'layer', path: '/opt' }] : [])];
  const joined = joinFunction(functionOf('f', { mounts, ...fields }), artifacts, { problems });
  return joined.problems
    .filter((problem) => problem.affectsCompleteness && !problems.includes(problem))
    .map(({ message }) => message);
}

const manifest = (name: string): string => JSON.stringify({ name, version: '1.0.0' });
const DATADOG = {
  'nodejs/node_modules/datadog-lambda-js/package.json': manifest('datadog-lambda-js'),
  'nodejs/node_modules/datadog-lambda-js/handler.js': SCRIPT,
};
const OF_DATADOG = '/opt/nodejs/node_modules/datadog-lambda-js/handler.handler';

const THERE: readonly (readonly [string, Partial<ServerlessFunction>, Mounts])[] = [
  ['a script', { handler: 'index.handler' }, { code: { 'index.js': SCRIPT } }],
  ['a module', { handler: 'index.handler' }, { code: { 'index.mjs': SCRIPT } }],
  ['a script in a folder', { handler: 'a/b.handler' }, { code: { 'a/b.cjs': SCRIPT } }],
  ['a folder with a dot', { handler: 'a.b/c.d.e' }, { code: { 'a.b/c.js': SCRIPT } }],
  ['a dot before the path', { handler: './a/b.handler' }, { code: { 'a/b.js': SCRIPT } }],
  ['an absolute path', { handler: '/var/task/a.handler' }, { code: { 'a.js': SCRIPT } }],
  ['a folder with an index', { handler: 'dist.handler' }, { code: { 'dist/index.js': SCRIPT } }],
  [
    'a folder with a manifest',
    { handler: 'lib.handler' },
    { code: { 'lib/package.json': '{"main":"x.js"}', 'lib/x.js': SCRIPT } },
  ],
  ['a script without an ending', { handler: 'start.handler' }, { code: { start: SCRIPT } }],
  ['TypeScript', { handler: 'src/a.handler' }, { code: { 'src/a.ts': SCRIPT } }],
  ['a link to a script', { handler: 'a.handler' }, { code: { 'b.js': SCRIPT }, links: { 'a.js': 'b.js' } }],
  ['a link to a folder', { handler: 'now/b.handler' }, { code: { 'v1/b.js': SCRIPT }, links: { now: 'v1' } }],
  ['a wrapper in a layer', { handler: OF_DATADOG }, { code: { 'index.js': SCRIPT }, layer: DATADOG }],
  [
    'a package of a layer by its name',
    { handler: 'datadog-lambda-js.handler' },
    { code: { 'index.js': SCRIPT }, layer: DATADOG },
  ],
  [
    'a wrapper without a manifest in a layer',
    { handler: '/opt/nodejs/node_modules/wrap/index.handler' },
    { code: { 'index.js': SCRIPT }, layer: { 'nodejs/node_modules/wrap/index.js': SCRIPT } },
  ],
  [
    'a script of a layer',
    { handler: '/opt/nodejs/start.handler' },
    { code: { 'index.js': SCRIPT }, layer: { 'nodejs/start.mjs': SCRIPT } },
  ],
  ['a layer that was not seen', { handler: OF_DATADOG }, { code: { 'index.js': SCRIPT }, problems: [GAP] }],
  [
    'a script of the web adapter',
    { handler: 'run.sh' },
    { code: { 'run.sh': '#!/bin/sh\nnode a.js', 'a.js': SCRIPT } },
  ],
  [
    'a runtime of its own',
    { handler: 'index.handler', runtime: 'provided.al2023' },
    { code: { bootstrap: '#!/bin/sh', 'index.js': SCRIPT } },
  ],
  [
    'a runtime of its own in a layer',
    { handler: 'any', runtime: 'provided.al2' },
    { code: { 'index.js': SCRIPT }, layer: { bootstrap: '#!/bin/sh' } },
  ],
  ['no handler', { handler: null, runtime: null }, { code: { 'index.js': SCRIPT } }],
  ['an image', { handler: 'a.handler', runtime: null }, { at: '/', code: { 'var/task/a.js': SCRIPT } }],
  ['a path of Vercel', { platform: 'vercel', handler: 'api/hello.js' }, { code: { 'api/hello.js': SCRIPT } }],
  [
    'a path and a function of Azure',
    { platform: 'azure-functions', runtime: 'node', handler: 'dist/hello.js#run' },
    { at: '/home/site/wwwroot', code: { 'dist/hello.js': SCRIPT } },
  ],
  [
    'a pattern of Azure',
    { platform: 'azure-functions', runtime: null, handler: 'dist/*.js' },
    { at: '/home/site/wwwroot', code: { 'dist/hello.js': SCRIPT } },
  ],
  [
    'a function of Google',
    { platform: 'gcf', runtime: 'nodejs22', handler: 'helloWorld' },
    { at: '/workspace', code: { 'index.js': SCRIPT } },
  ],
];

describe('a handler that is there', () => {
  it.each(THERE)('%s', async (...[, fields, mounts]) => {
    expect(await messagesOf(fields, mounts)).toEqual([]);
  });
});

const CODE: Mounts = { code: { 'index.js': SCRIPT, 'lib/other.js': SCRIPT } };
const ABSENT: readonly (readonly [string, Partial<ServerlessFunction>, Mounts, string])[] = [
  ['no file', { handler: 'nope.handler' }, CODE, 'The handler nope.handler names no script of code.zip'],
  ['another folder', { handler: 'lib/index.handler' }, CODE, 'names no script'],
  ['a folder without an index', { handler: 'lib.handler' }, CODE, 'names no script'],
  ['out of the code', { handler: '../index.handler' }, CODE, 'names no script'],
  ['in no layer', { handler: '/opt/index.handler' }, CODE, 'names no script'],
  ['a wrapper that no layer has', { handler: OF_DATADOG }, CODE, 'names no script'],
  [
    'in a package that is not there',
    { handler: 'node_modules/x/index.handler' },
    { ...CODE, layer: DATADOG },
    'names no script of code.zip or its layers',
  ],
  [
    'a link to nothing',
    { handler: 'a.handler' },
    { code: { 'index.js': SCRIPT }, links: { 'a.js': 'gone.js' } },
    'names no script',
  ],
  ['data', { handler: 'data.handler' }, { code: { 'index.js': SCRIPT, data: 'a,b' } }, 'names no script'],
  [
    'own code, though a layer was not seen',
    { handler: 'src/nope.handler' },
    { ...CODE, problems: [GAP] },
    'names no script',
  ],
  ['no runtime', { platform: 'unknown', runtime: null, handler: 'nope.handler' }, CODE, 'Correct --handler'],
  [
    'declared',
    { handler: 'nope.handler', declaredIn: { path: 'template.yaml', line: 3 } },
    CODE,
    'Correct the handler in template.yaml',
  ],
  ['an image', { handler: 'nope.handler', runtime: null }, { ...CODE, at: '/' }, 'names no script'],
  ['Vercel', { platform: 'vercel', handler: 'api/nope.js' }, CODE, 'names no script'],
  [
    'Azure',
    { platform: 'azure-functions', runtime: 'node', handler: 'dist/nope.js#run' },
    { ...CODE, at: '/home/site/wwwroot' },
    'names no script',
  ],
  ['no bootstrap', { runtime: 'provided.al2023' }, CODE, 'nothing that it mounts has a bootstrap'],
  ['another language', { runtime: 'go1.x' }, CODE, 'has code of that language'],
  ['no code of Python', { runtime: 'python3.13' }, CODE, 'names no script'],
  ['no code of Java', { runtime: 'java21', handler: 'com.acme.App::run' }, CODE, 'names no script'],
  ['an unknown runtime', { runtime: 'nodejs99.x' }, CODE, 'nodejs99.x is no runtime that stowaway knows'],
];

describe('a start that was not seen', () => {
  it.each(ABSENT)('%s', async (...[, fields, mounts, message]) => {
    expect(await messagesOf(fields, mounts)).toEqual([expect.stringContaining(message)]);
  });
});

test.each([
  ['code that is a gap already is reported once', 'go.mod', [null, 'go1.x']],
  ['a handler in Python is found', 'app.py', [null, 'python3.13']],
] as const)('%s', async (_what, name, runtimes) => {
  const mounts = { code: { [name]: 'def run(): pass' } };
  for (const runtime of runtimes)
    expect(await messagesOf({ runtime, handler: 'app.run' }, mounts)).toEqual([]);
});

test.each([
  ['a class', { 'com/acme/App.class': 'x' }],
  ['a class of Spring Boot', { 'BOOT-INF/classes/com/acme/App.class': 'x' }],
  ['a jar, which may hold it', { 'lib/okio-3.0.jar': 'x', 'lib/okio-3.0.jar!/okio/A.class': 'x' }],
])('a handler in Java is found in %s', async (_what, code) => {
  for (const handler of ['com.acme.App::run', 'com.acme.App'])
    expect(await messagesOf({ runtime: 'java21', handler }, { code })).toEqual([]);
});

test('an analysis that was stored without its files does not count against a handler', () => {
  const artifacts = new Map([['code', artifactOf('code', { handlerFiles: null })]]);
  const mounts = [{ artifact: 'code', path: '/var/task' }];
  expect(
    joinFunction(functionOf('f', { mounts, handler: 'x.y' }), artifacts, { problems: [] }).problems,
  ).toEqual([]);
});

test('a handler is there if and only if one of the files is its module', async () => {
  const segment = constantFrom('a', 'b', 'index', 'x.y');
  const path = array(segment, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
  const ending = constantFrom('.js', '.mjs', '.cjs', '.txt');
  const files = array(
    tuple(path, ending).map((parts) => parts.join('')),
    { minLength: 1, maxLength: 4 },
  );
  await assert(
    asyncProperty(files, path, async (names, wanted) => {
      const code = Object.fromEntries(names.map((name) => [name, name.endsWith('.txt') ? 'a text' : SCRIPT]));
      const stem = wanted.replace(/\.y$/, '');
      const isThere = names.some((name) =>
        ['.js', '.mjs', '.cjs'].some((each) => name === stem + each || name === `${stem}/index${each}`),
      );
      const handler = `${stem}.handler`;
      const messages = await messagesOf({ handler }, { code });
      expect(messages.length, `${handler} of ${names.join()}`).toBe(isThere ? 0 : 1);
    }),
  );
});
