import { expect, it } from 'vitest';
import { isKeptApart, mayHoldOthers, bundledKind } from '../../src/inventory/vendored-marks.js';

const KB = 1024;

it.each([
  ['dist/index.js', 40 * KB, true],
  ['dist/index.js', 20 * KB, false],
  ['dist/compiled/semver/index.js', 3 * KB, true],
  ['dist/compiled/semver/index.js', KB, false],
  ['lib/vendor/parse.mjs', 3 * KB, true],
  ['dist/umd/index.js', 400 * KB, false],
  ['dist/index.browser.js', 400 * KB, false],
  ['test/vendor/parse.js', 3 * KB, false],
  ['dist/latest.js', 40 * KB, true],
  ['src/index.ts', 400 * KB, false],
])('%s of %i bytes: %s', (path, size, expected) => {
  expect(mayHoldOthers(path, size)).toBe(expected);
});

it.each([
  ['dist/compiled/ms/package.json', true],
  ['third_party/x/package.json', true],
  ['dist/esm/package.json', false],
  ['test/fixtures/vendor/x/package.json', false],
])('copies are kept at %s: %s', (path, expected) => {
  expect(isKeptApart(path)).toBe(expected);
});

it.each([
  ['function __nccwpck_require__(id) {}', 'dist/index.js', 'modules'],
  ['var __commonJS = (cb) => cb;', 'dist/index.js', null],
  ['var __commonJS = (cb) => cb; var p = {"version":"1.0.0"};', 'dist/index.js', 'paths'],
  ['var __commonJS = (cb) => cb;', 'vendor/index.js', 'modules'],
  ['// node_modules/ms/index.js', 'dist/index.js', 'paths'],
  ['exports.word = 1;', 'vendor/index.js', null],
])('%s in %s: %s', (text, path, expected) => {
  expect(bundledKind(Buffer.from(text), path)).toBe(expected);
});
