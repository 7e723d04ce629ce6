import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { answerOf, expectedAnswer, good, GOOD, type HostileArchive } from '../../support/hostile-archive.js';
import { unpackBytes } from '../../support/unpack-bytes.js';
import { buildZip, littleEndian, type ZipPart } from '../../support/zip-builder.js';

const MIB = 1024 * 1024;

const bombNames = Array.from({ length: 40 }, (_, index) => `bomb${index}`);
const zeros = deflateRawSync(Buffer.alloc(2 * MIB));

const contents: Readonly<Record<string, HostileArchive>> = {
  'a size stated too small': {
    zip: buildZip([{ name: 'a', content: 'x'.repeat(500), central: { size: 10 }, local: { size: 10 } }]),
    problems: [],
    files: { a: '!malformed' },
  },
  'a size stated too large': {
    zip: buildZip([{ name: 'a', content: 'x'.repeat(500), central: { size: 600 }, local: { size: 600 } }]),
    problems: ['!malformed a'],
    files: { a: '!malformed' },
  },
  'a stored file of another size': {
    zip: buildZip([{ name: 'a', content: 'xyz', method: 0, central: { size: 2 }, local: { size: 2 } }]),
    problems: [],
    files: { a: '!malformed' },
  },
  'a wrong checksum': {
    zip: buildZip([{ name: 'a', content: 'xyz', central: { crc: 1 }, local: { crc: 1 } }]),
    problems: [],
    files: { a: '!malformed' },
  },
  'a package.json that says it has 1 GB': {
    zip: buildZip([{ name: 'package.json', packed: zeros, central: { size: 1024 * MIB } }, good]),
    problems: ['!malformed package.json', 'too-large package.json', '!too-large'],
  },
  'a package.json that has 100 MB': {
    zip: buildZip([{ name: 'package.json', content: Buffer.alloc(100 * MIB) }]),
    problems: ['too-large package.json'],
    files: { 'package.json': '!too-large' },
  },
  'a file that inflates a thousand times': {
    zip: buildZip([{ name: 'bomb', content: Buffer.alloc(5 * MIB) }, good]),
    problems: ['too-large bomb', '!too-large bomb'],
    files: { bomb: '!too-large', ...GOOD },
  },
  'a small file of nothing but padding': {
    zip: buildZip([{ name: 'padding', content: Buffer.alloc(2 * MIB) }]),
    problems: [],
    files: { padding: '\0'.repeat(2 * MIB) },
  },
  'a file that says it inflates ten times and inflates a thousand': {
    zip: buildZip([{ name: 'bomb', packed: zeros, dataDescriptor: true, central: { size: 20_000 } }, good]),
    problems: ['!malformed bomb', '!malformed bomb'],
    files: { bomb: '!malformed', ...GOOD },
  },
  'many entries that share their bytes': {
    zip: buildZip([
      { name: 'kernel', content: 'x'.repeat(1000) },
      ...bombNames.map((name): ZipPart => ({ name, content: 'x'.repeat(1000), sharesWith: 0 })),
    ]),
    problems: ['!malformed bomb0', '!malformed bomb0'],
    files: Object.fromEntries(['kernel', ...bombNames].map((name) => [name, 'x'.repeat(1000)])),
  },
  'an entry that reaches beyond the file': {
    zip: buildZip([
      { name: 'a', method: 0, local: { packedSize: 9999 }, central: { packedSize: 9999 } },
      good,
    ]),
    problems: ['!malformed a', '!malformed'],
    files: { a: '!malformed', ...GOOD },
  },
  'an entry that reaches into the directory': {
    zip: buildZip([
      good,
      { name: 'a', method: 0, local: { packedSize: 50, size: 50 }, central: { packedSize: 50, size: 50 } },
    ]),
    problems: ['!malformed a', '!malformed a'],
    files: { a: '!malformed', ...GOOD },
  },
  'entries that inflate to more than the artifact may': {
    zip: buildZip(['a', 'b', 'c'].map((name) => ({ name, content: name.repeat(40) }))),
    problems: ['!too-large'],
    files: { a: 'a'.repeat(40), b: 'b'.repeat(40) },
    limits: { maxInflatedBytes: 100 },
  },
  'more entries than the artifact may have': {
    zip: buildZip(['a', 'b', 'c'].map((name) => ({ name, content: name }))),
    problems: ['!too-large'],
    files: { a: 'a', b: 'b' },
    limits: { maxEntries: 2 },
  },
  'as many entries as the artifact may have': {
    zip: buildZip(['a', 'b'].map((name) => ({ name, content: name }))),
    problems: [],
    files: { a: 'a', b: 'b' },
    limits: { maxEntries: 2 },
  },
  'an encrypted entry': {
    zip: buildZip([{ name: 'a', flags: 1 }, good]),
    problems: ['!encrypted a'],
    files: { a: '!encrypted', ...GOOD },
  },
  'an entry under AES': {
    zip: buildZip([{ name: 'a', method: 99, flags: 1 }, good]),
    problems: ['!encrypted a'],
    files: { a: '!encrypted', ...GOOD },
  },
  'an unknown method': {
    zip: buildZip([{ name: 'a', content: 'x', method: 93 }, { name: 'b', content: 'x', method: 93 }, good]),
    problems: ['!unsupported a'],
    files: { a: '!unsupported', b: '!unsupported', ...GOOD },
  },
  'a local header under another name': {
    zip: buildZip([{ ...good, local: { name: 'evil.js' } }]),
    problems: ['!malformed good.js'],
  },
  'a local header of another size': {
    zip: buildZip([{ ...good, local: { size: 77 } }]),
    problems: ['!malformed good.js'],
  },
  'a local header of another checksum': {
    zip: buildZip([{ ...good, local: { crc: 7 } }]),
    problems: ['!malformed good.js'],
  },
  'a local header without a checksum': {
    zip: buildZip([{ ...good, local: { crc: 0 } }]),
    problems: [],
  },
  'a local header of another method': {
    zip: buildZip([{ ...good, local: { method: 0 } }]),
    problems: ['!malformed good.js'],
  },
  'two files of one name, size and forged checksum': {
    zip: buildZip([
      { name: 'a.js', content: 'evil()', central: { crc: 7 }, local: { crc: 7 } },
      { name: 'a.js', content: 'good()', central: { crc: 7 }, local: { crc: 7 } },
    ]),
    problems: ['!malformed a.js'],
    files: { 'a.js': '!malformed' },
  },
  'one file twice': {
    zip: buildZip([good, good]),
    problems: ['malformed good.js'],
  },
  'a data descriptor of another size': {
    zip: buildZip([{ ...good, dataDescriptor: true, central: { size: 77 } }]),
    problems: ['!malformed good.js'],
    files: { 'good.js': '!malformed' },
  },
  'a local header of other zip64 sizes': {
    zip: buildZip([
      {
        ...good,
        local: {
          size: 0xffffffff,
          packedSize: 0xffffffff,
          extra: littleEndian([1, 2], [16, 2], [4, 8], [9, 8]),
        },
      },
    ]),
    problems: ['!malformed good.js'],
  },
  'a local header of the same sizes in zip64': {
    zip: buildZip([
      {
        ...good,
        method: 0,
        local: {
          size: 0xffffffff,
          packedSize: 0xffffffff,
          extra: littleEndian([1, 2], [16, 2], [4, 8], [4, 8]),
        },
      },
    ]),
    problems: [],
  },
  'an entry that the directory does not list': {
    zip: buildZip([{ name: 'hidden.js', content: 'evil', unlisted: true }, good]),
    problems: ['!malformed'],
  },
  'an unlisted entry behind a data descriptor': {
    zip: buildZip([
      { ...good, dataDescriptor: true },
      { name: 'hidden.js', content: 'evil', unlisted: true },
    ]),
    problems: ['!malformed'],
  },
  'a folder with content': {
    zip: buildZip([{ name: 'lib.js/', content: 'evil' }, { name: 'lib/' }, good]),
    problems: ['!malformed lib.js/'],
  },
  'an offset beyond the file': {
    zip: buildZip([{ name: 'a', content: 'x', central: { offset: 1e9 } }, good]),
    problems: ['!malformed a', '!malformed'],
    files: { a: '!malformed', ...GOOD },
  },
  'an offset into the middle of things': {
    zip: buildZip([{ name: 'a', content: 'x', sharesWith: 1, central: { offset: 3 } }, good]),
    problems: ['!malformed a'],
    files: { a: '!malformed', ...GOOD },
  },
};

describe('hostile contents', () => {
  it('are inflated no further than they say', async () => {
    const part = { name: 'bomb', packed: zeros, dataDescriptor: true, central: { size: 20_000 } };
    const { tree } = await unpackBytes(buildZip([part]));
    expect((await tree.read('bomb')).problem?.message).toContain('more than its stated size');
  });

  it.each(Object.entries(contents))('%s', async (_, archive) => {
    expect(await answerOf(archive)).toEqual(expectedAnswer(archive));
  });
});
