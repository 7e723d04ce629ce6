import { expect, it, test } from 'vitest';
import { manifestLines, manifestsAmong } from '../../src/action/manifest-lines.js';

const MANIFEST = `{
  "name": "left",
  "scripts": { "test": "x" },
  "dependencies": {
    "lodash": "^4.17.20",
    "@scope/pkg": "1.0.0"
  },
  "jest": { "lodash": true },
  "devDependencies": {
    "left": "1"
  }
}`;

const LOCKFILE = `{
  "packages": {
    "node_modules/lodash": {
      "version": "4.18.0",
      "integrity": "x"
    },
    "node_modules/a/node_modules/lodash": {
      "version": "4.17.20"
    }
  }
}`;

test.each<[path: string, text: string, name: string, line: number | undefined]>([
  ['package.json', MANIFEST, 'lodash', 5],
  ['a/package.json', MANIFEST, '@scope/pkg', 6],
  ['package.json', MANIFEST, 'left', 10],
  ['package.json', MANIFEST, 'test', undefined],
  ['package.json', MANIFEST.replaceAll('\n', '\r\n'), 'lodash', 5],
  ['package-lock.json', '{\n "packages": {\n  "node_modules/a/node_modules/@s/b": {\n', '@s/b', 3],
  ['yarn.lock', '# yarn lockfile v1\n\n"@s/b@^1.0.0", "@s/b@^1.1.0":\n  version "1.1.0"\n', '@s/b', 3],
  ['yarn.lock', 'lodash@^4.17.0:\n  version "4.17.20"\n', 'lodash', 1],
  ['pnpm-lock.yaml', "packages:\n\n  '@s/b@1.0.0':\n", '@s/b', 3],
  ['pnpm-lock.yaml', 'packages:\n  /lodash@4.17.20:\n', 'lodash', 2],
  ['bun.lock', '{\n "packages": {\n  "lodash": ["lodash@4.17.20", "", {}],\n', 'lodash', 3],
  ['bun.lock', '{\n "packages": {\n  "a/lodash": ["lodash@4.17.20", "", {}],\n', 'lodash@4.17.20', 3],
  ['package-lock.json', LOCKFILE, 'lodash', 3],
  ['package-lock.json', LOCKFILE, 'lodash@4.18.0', 3],
  ['package-lock.json', LOCKFILE, 'lodash@4.17.20', 7],
  ['package-lock.json', LOCKFILE, 'lodash@4.17.21', undefined],
  ['package-lock.json', '"dependencies": {\n"a": {\n"version": "1.0.0",\n', 'a@1.0.0', 2],
  ['yarn.lock', 'a@^1:\n  version "1.1.0"\na@^2:\n  version "2.0.0"\n', 'a@2.0.0', 3],
  ['yarn.lock', '"@s/b@npm:^1.0.0":\n  version: 1.1.0\n  resolution: x\n', '@s/b@1.1.0', 1],
  ['pnpm-lock.yaml', "packages:\n  '@s/b@1.0.0(c@2.0.0)':\n", '@s/b@1.0.0', 2],
  ['pnpm-lock.yaml', 'packages:\n  /lodash@4.17.20:\n', 'lodash@4.17.20', 2],
])('%s: %# %s %s', (...[path, text, name, line]) => {
  expect(manifestLines(path, text).get(name)).toBe(line);
});

it('takes names of objects for names', () => {
  const lines = manifestLines('package-lock.json', '"node_modules/__proto__": {\n"constructor": 1');
  expect([lines.get('__proto__'), lines.get('constructor'), lines.get('toString')]).toEqual([
    1,
    2,
    undefined,
  ]);
});

it('looks at manifests before lockfiles, and at nothing else', () => {
  const paths = ['z/yarn.lock', 'src/index.ts', 'b/package.json', 'a/package.json', 'notpackage.json'];
  expect(manifestsAmong(paths)).toEqual(['a/package.json', 'b/package.json', 'z/yarn.lock']);
});
