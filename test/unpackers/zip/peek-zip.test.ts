import { expect, it } from 'vitest';
import { bytesInMemory, DEFAULT_LIMITS } from '../../../src/files/index.js';
import { peekZip } from '../../../src/unpackers/index.js';
import { buildZip } from '../../support/zip-builder.js';

const peek = (bytes: Uint8Array) => peekZip(bytesInMemory(bytes), DEFAULT_LIMITS);

it('names the files at the root and reads one', () => {
  const zip = peek(
    buildZip([
      { name: 'nodejs/node_modules/a/x.js', content: 'x' },
      { name: 'package.json', content: '{}' },
    ]),
  );
  expect(zip?.rootNames).toEqual(new Set(['nodejs', 'package.json']));
  expect(Buffer.from(zip?.read('package.json') ?? []).toString()).toBe('{}');
  expect(zip?.read('gone')).toBeNull();
});

it('the last of two files of one name is read, as in the analysis', () => {
  const zip = peek(
    buildZip([
      { name: 'a', content: 'first' },
      { name: 'a', content: 'last' },
    ]),
  );
  expect(Buffer.from(zip?.read('a') ?? []).toString()).toBe('last');
});

it('a file that is no zip, or has false headers, gives nothing and does not throw', () => {
  expect(peek(Buffer.from('no zip at all'))).toBeNull();
  const lying = buildZip([{ name: 'a', content: 'x', central: { size: 1_000_000_000 } }]);
  expect(peek(lying)?.read('a')).toBeNull();
});

it('names are read as the analysis reads them, those of Windows too', () => {
  const zip = peek(buildZip([{ name: 'nodejs\\a.js', host: 0 }, { name: 'a\\b' }, { name: 'é/x' }]));
  expect(zip?.rootNames).toEqual(new Set(['nodejs', 'a\\b', 'é']));
});
