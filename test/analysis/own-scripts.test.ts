import { expect, it } from 'vitest';
import { isInstalled, isOfOtherLanguage, ownScripts } from '../../src/analysis/own-scripts.js';

const SCRIPTS = [
  'app/index.js',
  'app/node_modules/a/a.js',
  'usr/lib/x.js',
  'var/runtime/index.mjs',
  'usrlocal.js',
];

it.each([
  ['function', ['app/index.js', 'usr/lib/x.js', 'var/runtime/index.mjs', 'usrlocal.js']],
  ['image', ['app/index.js', 'usrlocal.js']],
] as const)('own scripts of a %s', (kind, own) => {
  expect(ownScripts({ program: { scripts: SCRIPTS }, kind })).toEqual(own);
});

it.each([
  ['node_modules/a/a.js', true],
  ['lib/node_modules/a.js', true],
  ['lib/node_modules.js', false],
])('%s is installed: %s', (path, answer) => {
  expect(isInstalled(path)).toBe(answer);
});

it.each([
  ['python3.12', true],
  ['go1.x', true],
  ['nodejs22.x', false],
  ['provided.al2023', false],
  [null, false],
])('%s starts no JavaScript: %s', (runtime, answer) => {
  expect(isOfOtherLanguage(runtime)).toBe(answer);
});
