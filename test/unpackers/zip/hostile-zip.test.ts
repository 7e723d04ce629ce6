import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Limits } from '../../../src/files/index.js';
import { problemLines, readAll, unpackBytes } from '../../support/unpack-bytes.js';
import { buildZip, littleEndian, type ZipPart } from '../../support/zip-builder.js';

const good: ZipPart = { name: 'good.js', content: 'good' };
const MIB = 1024 * 1024;

function link(name: string, target: string): ZipPart {
  return { name, content: target, mode: 0o120777, method: 0 };
}

/** What each archive must give: its problems, and what is left to read of it. */
interface Case {
  readonly zip: Buffer;
  /** `code path`, `!` in front when the answer is incomplete. */
  readonly problems: readonly string[];
  /** Content by path, `!code` for what cannot be read; without it only good.js is left. */
  readonly files?: Readonly<Record<string, string>>;
  readonly limits?: Partial<Limits>;
}

const GOOD = { 'good.js': 'good' };

const names: Readonly<Record<string, Case>> = {
  'a name that leads out': {
    zip: buildZip([{ name: '../evil.js' }, good]),
    problems: ['!unsafe-path ../evil.js'],
  },
  'a name that leads out after going in': {
    zip: buildZip([{ name: 'a/../../evil.js' }, good]),
    problems: ['!unsafe-path a/../../evil.js'],
  },
  'an absolute name': {
    zip: buildZip([{ name: '/etc/cron.d/x' }, good]),
    problems: ['!unsafe-path /etc/cron.d/x'],
  },
  'a drive letter': { zip: buildZip([{ name: 'C:/x.js' }, good]), problems: ['!unsafe-path C:/x.js'] },
  'a name relative to a drive': {
    zip: buildZip([{ name: 'c:x.js' }, good]),
    problems: ['!unsafe-path c:x.js'],
  },
  'a UNC path': {
    zip: buildZip([{ name: '\\\\host\\x.js' }, good]),
    problems: ['!unsafe-path \\\\host\\x.js'],
  },
  'a UNC path by a Windows writer': {
    zip: buildZip([{ name: '\\\\host\\x.js', host: 0 }, good]),
    problems: ['!unsafe-path //host/x.js'],
  },
  'a name that leads out on Windows only': {
    zip: buildZip([{ name: '..\\evil.js' }, good]),
    problems: ['!unsafe-path ..\\evil.js'],
  },
  'a NUL in a name': { zip: buildZip([{ name: 'a\0.js' }, good]), problems: ['!unsafe-path a\0.js'] },
  'an empty name': { zip: buildZip([{ name: '' }, good]), problems: ['!unsafe-path'] },
  'a name that is only dots': { zip: buildZip([{ name: './.' }, good]), problems: ['!unsafe-path ./.'] },
  'a path of 10,000 folders': {
    zip: buildZip([{ name: 'd/'.repeat(10_000) + 'x' }, good]),
    problems: [`!too-large ${'d/'.repeat(10_000)}x`],
  },
  'a path of 300 folders': {
    zip: buildZip([{ name: 'd/'.repeat(300) + 'x' }, good]),
    problems: [`!too-large ${'d/'.repeat(300)}x`],
  },
  'names that differ by case': {
    zip: buildZip([good, { name: 'GOOD.js', content: 'other' }]),
    problems: ['unsafe-path GOOD.js'],
    files: { 'GOOD.js': 'other', ...GOOD },
  },
  'a file in place of a folder': {
    zip: buildZip([
      { name: 'a', content: 'file' },
      { name: 'a/b', content: 'below' },
    ]),
    problems: ['malformed a'],
    files: { a: 'file', 'a/b': 'below' },
  },
  'a name twice with the same content': { zip: buildZip([good, good]), problems: ['malformed good.js'] },
  'a name twice with other content': {
    zip: buildZip([{ name: 'good.js', content: 'evil' }, good]),
    problems: ['!malformed good.js'],
  },
  'a name twice, spelt otherwise': {
    zip: buildZip([{ name: './/good.js', content: 'evil' }, good]),
    problems: ['!malformed good.js'],
  },
  'terminal escapes and bidi characters': {
    zip: buildZip([{ name: '\u001b[2J\u202e.js', content: 'x' }]),
    problems: [],
    files: { '\u001b[2J\u202e.js': 'x' },
  },
  'names of object internals': {
    zip: buildZip([
      { name: '__proto__', content: 'p' },
      { name: 'constructor', content: 'c' },
    ]),
    problems: [],
    files: Object.fromEntries([
      ['__proto__', 'p'],
      ['constructor', 'c'],
    ]),
  },
};

const links: Readonly<Record<string, Case>> = {
  'a link out of the tree': { zip: buildZip([link('a', '../../etc'), good]), problems: ['!unsafe-path a'] },
  'an absolute link': { zip: buildZip([link('a', '/etc/passwd'), good]), problems: ['!unsafe-path a'] },
  'a link to a drive': { zip: buildZip([link('a', 'C:\\x'), good]), problems: ['!unsafe-path a'] },
  'an empty link': { zip: buildZip([link('a', ''), good]), problems: ['!unsafe-path a'] },
  'a link whose target is a novel': {
    zip: buildZip([link('a', 'x'.repeat(5000)), good]),
    problems: ['!malformed a'],
  },
  'a link whose target is damaged': {
    zip: buildZip([{ ...link('a', 'good.js'), method: 8, packed: Buffer.from([0xff]) }, good]),
    problems: ['!malformed a'],
  },
  'a file written through a link': {
    zip: buildZip([link('a', 'lib'), { name: 'a/x.js', content: 'x' }]),
    problems: ['unsafe-path a/x.js'],
    files: { 'lib/x.js': 'x' },
  },
  'a file written through a link over another': {
    zip: buildZip([
      { name: 'lib/x.js', content: 'seen' },
      link('a', 'lib'),
      { name: 'a/x.js', content: 'run' },
    ]),
    problems: ['unsafe-path a/x.js', '!malformed lib/x.js'],
    files: { 'lib/x.js': 'run' },
  },
  'files below a link that leads out': {
    zip: buildZip([link('a', '/etc'), { name: 'a/x.js', content: 'x' }]),
    problems: ['!unsafe-path a'],
    files: { 'a/x.js': 'x' },
  },
  'files below links in a ring': {
    zip: buildZip([link('a', 'b'), link('b', 'a'), { name: 'a/x.js' }, good]),
    problems: ['!unsafe-path a/x.js'],
  },
  'a link in place of a file': {
    zip: buildZip([{ name: 'a' }, link('a', 'good.js'), good]),
    problems: ['!malformed a'],
  },
};

const bombNames = Array.from({ length: 40 }, (_, index) => `bomb${index}`);
const zeros = deflateRawSync(Buffer.alloc(2 * MIB));

const contents: Readonly<Record<string, Case>> = {
  'a size stated too small': {
    zip: buildZip([{ name: 'a', content: 'x'.repeat(500), central: { size: 10 }, local: { size: 10 } }]),
    problems: [],
    files: { a: '!malformed' },
  },
  'a size stated too large': {
    zip: buildZip([{ name: 'a', content: 'x'.repeat(500), central: { size: 600 }, local: { size: 600 } }]),
    problems: [],
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
    zip: buildZip([{ name: 'bomb', content: Buffer.alloc(2 * MIB) }, good]),
    problems: ['too-large bomb'],
    files: { bomb: '!too-large', ...GOOD },
  },
  'a file that says it inflates ten times and inflates a thousand': {
    zip: buildZip([{ name: 'bomb', packed: zeros, dataDescriptor: true, central: { size: 20_000 } }, good]),
    problems: [],
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
  'a local header of another method': {
    zip: buildZip([{ ...good, local: { method: 0 } }]),
    problems: ['!malformed good.js'],
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

/** The second record says that its name has 65,535 bytes. */
const withLongName = buildZip([good, { name: 'b' }]);
withLongName.writeUInt16LE(0xffff, withLongName.lastIndexOf('PK\u0001\u0002', undefined, 'latin1') + 28);

const innerZip = buildZip([{ name: 'evil.js', content: 'evil' }]);
const zip64Lie = littleEndian([1, 2], [24, 2], [2 ** 53, 8], [8, 8], [0, 8]);

const directories: Readonly<Record<string, Case>> = {
  'a comment that is another archive': {
    zip: buildZip([good], { comment: innerZip }),
    problems: ['!malformed', '!malformed', '!malformed'],
    files: { 'evil.js': 'evil' },
  },
  'a comment with the mark of an end record': {
    zip: buildZip([good], { comment: 'PK\u0005\u0006 is how an end record begins, isn’t it?' }),
    problems: [],
  },
  'bytes behind the comment': { zip: Buffer.concat([buildZip([good]), Buffer.alloc(100, 1)]), problems: [] },
  'several disks': { zip: buildZip([good], { end: { disk: 3 } }), problems: ['!malformed'] },
  'more entries on this disk than in all': {
    zip: buildZip([good], { end: { entriesHere: 9 } }),
    problems: ['!malformed'],
  },
  'fewer entries stated than there are': {
    zip: buildZip([{ name: 'a', content: 'a' }, good], { end: { entries: 1, entriesHere: 1 } }),
    problems: ['malformed'],
    files: { a: 'a', ...GOOD },
  },
  'a million entries stated': {
    zip: buildZip([good], { zip64: { entries: 1e6, entriesHere: 1e6 } }),
    problems: ['!malformed'],
  },
  'no entries stated though there is a directory': {
    zip: buildZip([good], { end: { entries: 0, entriesHere: 0, size: 0 } }),
    problems: ['malformed'],
  },
  'a directory said to be shorter than it is': {
    zip: buildZip([{ name: 'evil.js', content: 'e' }, good], { end: { size: 46 + 'good.js'.length } }),
    problems: ['!malformed', '!malformed', '!malformed good.js', '!malformed'],
    files: { 'good.js': '!malformed' },
  },
  'a directory elsewhere than stated': {
    zip: buildZip([good], { end: { offset: 7, size: 9 } }),
    problems: ['!malformed'],
    files: {},
  },
  'end record and zip64 end record that disagree': {
    zip: buildZip([good], { zip64: {}, end: { entries: 7, entriesHere: 7 } }),
    problems: ['!malformed'],
  },
  'a zip64 end record with an impossible size': {
    zip: buildZip([good], { zip64: { size: Number.MAX_SAFE_INTEGER } }),
    problems: [],
  },
  'a zip64 end record with an impossible offset': {
    zip: buildZip([good], { zip64: { offset: Number.MAX_SAFE_INTEGER } }),
    problems: ['!malformed good.js', '!malformed'],
    files: { 'good.js': '!malformed' },
  },
  'a zip64 size beyond all numbers': {
    zip: buildZip([
      {
        name: 'a',
        content: 'x',
        central: { size: 0xffffffff, packedSize: 0xffffffff, offset: 0xffffffff, extra: zip64Lie },
      },
      good,
    ]),
    problems: ['!malformed', '!malformed'],
  },
  'a zip64 size without its field': {
    zip: buildZip([{ name: 'a', content: 'x', central: { size: 0xffffffff } }, good]),
    problems: ['!malformed', '!malformed'],
  },
  'a record whose name runs over the end': {
    zip: withLongName,
    problems: ['!malformed', '!malformed', '!malformed'],
  },
  'an extra field that runs over its end': {
    zip: buildZip([{ ...good, central: { extra: littleEndian([1, 2], [500, 2]) } }]),
    problems: [],
  },
  'only a signature': { zip: Buffer.from('PK\u0003\u0004'), problems: ['!malformed'], files: {} },
  'an empty file': { zip: Buffer.alloc(0), problems: ['!malformed'], files: {} },
  zeros: { zip: Buffer.alloc(5000), problems: ['!malformed'], files: {} },
};

describe.each(Object.entries({ names, links, contents, directories }))('hostile %s', (_, cases) => {
  it.each(Object.entries(cases))('%s', async (__, { zip, problems, files = GOOD, limits }) => {
    const unpacked = await unpackBytes(zip, 'function.zip', limits);
    expect(problemLines(unpacked)).toEqual(problems);
    expect(Object.fromEntries(await readAll(unpacked))).toEqual(files);
  });
});
