import { expect, it } from 'vitest';
import { isInstalled, isOfOtherLanguage, ownScripts } from '../../src/analysis/own-scripts.js';
import { packageOf } from '../support/model-builders.js';

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
  expect(ownScripts({ program: { scripts: SCRIPTS }, kind, inventory: { packages: [] } })).toEqual(own);
});

it('scripts of a Python package are its own, those of the application around it are not', () => {
  const locations = [{ path: 'aws_lambda_powertools' }];
  const powertools = packageOf('aws-lambda-powertools', '3.0.0', { ecosystem: 'PyPI', locations });
  const inventory = { packages: [powertools] };
  const scripts = ['aws_lambda_powertools/swagger_ui/bundle.min.js', 'index.js', 'node_modules/a/a.js'];
  expect(ownScripts({ program: { scripts }, kind: 'function', inventory })).toEqual(['index.js']);
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
