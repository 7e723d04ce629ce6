import { expect, it } from 'vitest';
import { readManifest } from '../../../src/extractors/maven/read-manifest.js';

it('reads the main section, with long lines joined', () => {
  const text =
    'Manifest-Version: 1.0\r\nImplementation-Ti\r\n tle: a\r\nA: 1\r\na: 2\r\nnone\r\n\r\nName: x\r\nB: 3\r\n';
  expect([...readManifest(text)]).toEqual([
    ['manifest-version', '1.0'],
    ['implementation-title', 'a'],
    ['a', '1'],
  ]);
});

it('keeps names of objects apart', () => {
  expect(readManifest('__proto__: x').get('constructor')).toBeUndefined();
});
