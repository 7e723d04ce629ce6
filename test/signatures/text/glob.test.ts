import { describe, expect, it } from 'vitest';
import { fitsGlob, fitsName } from '../../../src/signatures/text/glob.js';

describe('fitsGlob', () => {
  it.each([
    ['index.js', '*.js', true],
    ['lib/deep/index.js', '*.js', true],
    ['lib/index.js', '/index.js', false],
    ['index.js', '/index.js', true],
    ['a/lib/x.js', 'lib/*.js', true],
    ['a/lib/b/x.js', 'lib/*.js', false],
    ['x-setup.pth', '*-setup.pth', true],
    ['-setup.pth', '*-setup.pth', true],
    ['setup.pth', '*-setup.pth', false],
    ['ab', 'ab*b', false],
    ['a.min.js', '*.min.*', true],
    ['x/.github/workflows/a.yml', '.github/workflows/*', true],
  ])('%s fits %s: %s', (path, glob, fits) => {
    expect(fitsGlob(path, [glob])).toBe(fits);
  });
});

it.each([
  ['@aws-sdk/client-s3', '@aws-sdk/*', true],
  ['@aws-sdk-evil/x', '@aws-sdk/*', false],
  ['ms', 'ms', true],
])('%s is among %s: %s', (name, wanted, fits) => {
  expect(fitsName(name, [wanted])).toBe(fits);
});
