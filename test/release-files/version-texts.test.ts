import { expect, test } from 'vitest';
import {
  isVersionText,
  sourceSizeIn,
  versionInSource,
  versionsInCompiled,
} from '../../src/release-files/version-texts.js';

test.each([
  ['__version__ = "1.2.3"', '1.2.3'],
  ["import x\n__version__='2.0'\n", '2.0'],
  ["__version__ = version = '1.4.dev1'", '1.4.dev1'],
  ['__version__: str = "3.1"', '3.1'],
  ["VERSION = '4.4'", '4.4'],
  ["version = '5'", '5'],
  ['VERSION = (4, 1, 2)', '4.1.2'],
  ['__version_info__ = (3, 0, 1)\n__version__ = ".".join(map(str, __version_info__))', '3.0.1'],
  ['__version__ = get("x")', null],
  ["  __version__ = '1'", null],
  ['__version_info__ = "1"', null],
])('the version that a source assigns: %s', (text, version) => {
  expect(versionInSource(text)).toBe(version);
});

test.each([
  ['1.0', '1.0', true],
  ['2024.06.02', '2024.6.2', true],
  ['1.0', '1.0.post1', true],
  ['1.0', '1.0.1', false],
  ['what', '1.0', false],
])('whether %s is the text of release %s', (text, version, isIt) => {
  expect(isVersionText(text, version)).toBe(isIt);
});

function marshalled(type: number, text: string): Buffer {
  return Buffer.concat([Buffer.from([type, text.length]), Buffer.from(text)]);
}

test('texts of compiled code that look like versions', () => {
  const code = Buffer.concat([
    marshalled(0xda, '1.2.3'),
    marshalled(0x7a, '2.0rc1'),
    marshalled(0xda, 'name'),
    marshalled(0x75, '9.9'),
    Buffer.from([0x5a, 30, 0x31]),
  ]);
  expect([...versionsInCompiled(code)]).toEqual(['1.2.3', '2.0rc1']);
});

test('compiled code with many texts like versions is data', () => {
  const code = (count: number) =>
    Buffer.concat(Array.from({ length: count }, (_each, at) => marshalled(0xda, `1.${at}`)));
  expect(versionsInCompiled(code(100)).size).toBe(100);
  expect(versionsInCompiled(code(101)).size).toBe(0);
});

function header({ magic = 0x0a0d, flags = 0, size = 77 }): Uint8Array {
  const bytes = new Uint8Array(16);
  const view = new DataView(bytes.buffer);
  view.setUint16(2, magic, true);
  view.setUint32(4, flags, true);
  view.setUint32(12, size, true);
  return bytes;
}

test.each([
  ['a size', header({}), 77],
  ['a hash', header({ flags: 1 }), null],
  ['another file', header({ magic: 1 }), null],
  ['a cut header', header({}).subarray(0, 9), null],
])('the header of compiled code: %s', (_what, bytes, size) => {
  expect(sourceSizeIn(bytes)).toBe(size);
});
