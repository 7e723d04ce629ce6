import { Buffer } from 'node:buffer';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { ProblemCode } from '../../../src/model/index.js';
import { openTarBytes as open } from '../../support/open-archive-bytes.js';
import { base256, buildTar, longName, pax, tarPart, type TarPart } from '../../support/tar-builder.js';

const A: TarPart = { name: 'a.js', content: 'A' };
const Z: TarPart = { name: 'z.js', content: 'Z' };
const MIB = 1024 * 1024;

function rawPax(content: string, type = 'x'): TarPart {
  return { name: 'PaxHeader', type, content };
}

/** [what, parts between a.js and z.js, files seen, code of the problem, whether it makes the answer incomplete] */
type Case = readonly [string, readonly TarPart[], readonly string[], ProblemCode, boolean];

const BOTH = ['a.js', 'z.js'];

const CASES: readonly Case[] = [
  ['a path out of the tree', [{ name: '../../etc/x' }], BOTH, 'unsafe-path', true],
  ['a path out of the tree in the middle', [{ name: 'x/../../y' }], BOTH, 'unsafe-path', true],
  ['an absolute path', [{ name: '/etc/passwd' }], BOTH, 'unsafe-path', true],
  ['a Windows path', [{ name: 'C:\\x' }], BOTH, 'unsafe-path', true],
  ['an empty name', [{ name: '' }], BOTH, 'unsafe-path', true],
  ['a file that is the root', [{ name: '.' }], BOTH, 'unsafe-path', true],
  ['a NUL in a pax path', [pax({ path: 'x\0y' }), { name: 'n' }], BOTH, 'unsafe-path', true],
  ['a path 10,000 deep', [longName('d/'.repeat(10_000) + 'x'), { name: 'n' }], BOTH, 'too-large', true],
  ['a link out of the tree', [{ name: 'l', type: '2', linkName: '../../etc' }], BOTH, 'unsafe-path', true],
  ['an absolute link', [{ name: 'l', type: '2', linkName: '/etc' }], BOTH, 'unsafe-path', true],
  [
    'a hard link to outside',
    [{ name: 'h', type: '1', linkName: '../../etc/passwd' }],
    BOTH,
    'unsafe-path',
    true,
  ],
  ['a hard link to nothing', [{ name: 'h', type: '1', linkName: 'nowhere' }], BOTH, 'missing', true],
  ['a hard link to itself', [{ name: 'h', type: '1', linkName: 'h' }], BOTH, 'missing', true],
  [
    'a file below a link loop',
    [{ name: 'l', type: '2', linkName: 'l' }, { name: 'l/x' }],
    BOTH,
    'unsafe-path',
    true,
  ],
  ['a wrong checksum', [{ name: 'w', checksum: '000001\0 ' }], BOTH, 'malformed', true],
  ['a checksum that is no number', [{ name: 'w', checksum: 'xxxxxx\0 ' }], BOTH, 'malformed', true],
  ['a negative size', [{ name: 'n', size: base256(-512) }], ['a.js'], 'malformed', true],
  ['a size beyond 2^53', [{ name: 'n', size: base256(2n ** 60n) }], ['a.js'], 'malformed', true],
  ['a size that is no number', [{ name: 'n', size: '12 bytes' }], ['a.js'], 'malformed', true],
  ['a size that is larger than the archive', [{ name: 'n', size: 8 * MIB }], ['a.js'], 'malformed', true],
  ['a pax size that is no number', [pax({ size: '-1' }), { name: 'n' }], ['a.js'], 'malformed', true],
  [
    'a pax size unlike the header',
    [pax({ size: '1024' }), { name: 'n', size: 512, content: Buffer.alloc(1024) }],
    ['a.js', 'n', 'z.js'],
    'malformed',
    true,
  ],
  [
    // GNU tar makes a folder of it, Python a file.
    'a file with the name of a folder',
    [{ name: 'n.js/', content: 'hidden' }],
    ['a.js', 'n.js', 'z.js'],
    'malformed',
    true,
  ],
  [
    // GNU tar, bsdtar, Python, Go and node-tar go by the record, busybox by the header.
    'a pax size over a header of 0',
    [pax({ size: '1024' }), { name: 'n', size: 0, content: Buffer.alloc(1024) }],
    ['a.js', 'n', 'z.js'],
    'malformed',
    true,
  ],
  ['a link with data', [{ name: 'l', type: '2', linkName: 'a.js', size: 512 }], BOTH, 'malformed', true],
  ['a character device', [{ name: 'dev/null', type: '3' }], BOTH, 'unsupported', false],
  ['a block device', [{ name: 'dev/sda', type: '4' }], BOTH, 'unsupported', false],
  ['a pipe', [{ name: 'p', type: '6' }], BOTH, 'unsupported', false],
  ['a GNU sparse file', [{ name: 's', type: 'S', content: 'x' }], BOTH, 'unsupported', true],
  [
    'a pax sparse file',
    [pax({ 'GNU.sparse.major': '1', 'GNU.sparse.name': 's' }), { name: 'n' }],
    BOTH,
    'unsupported',
    true,
  ],
  ['a part of a volume', [{ name: 'm', type: 'M', content: 'x' }], BOTH, 'unsupported', true],
  [
    'a type nobody knows',
    [{ name: 'q', type: 'Q', content: 'x' }],
    ['a.js', 'q', 'z.js'],
    'unsupported',
    false,
  ],
  [
    'a pax record with a length of 0',
    [rawPax('0 path=x\n'), { name: 'n' }],
    ['a.js', 'n', 'z.js'],
    'malformed',
    true,
  ],
  [
    'a pax record longer than its header',
    [rawPax('999 path=x\n'), { name: 'n' }],
    ['a.js', 'n', 'z.js'],
    'malformed',
    true,
  ],
  [
    'a pax record without a value',
    [rawPax('7 path\n'), { name: 'n' }],
    ['a.js', 'n', 'z.js'],
    'malformed',
    true,
  ],
  [
    'a pax record that ends too early',
    [rawPax('9 path=xyz\n'), { name: 'n' }],
    ['a.js', 'n', 'z.js'],
    'malformed',
    true,
  ],
  [
    'global pax records of a path',
    [pax({ path: 'g' }, 'g'), { name: 'n' }],
    ['a.js', 'n', 'z.js'],
    'malformed',
    true,
  ],
  [
    'two names for one entry',
    [longName('x'), pax({ path: 'y' }), { name: 'n' }],
    ['a.js', 'y', 'z.js'],
    'malformed',
    true,
  ],
  ['a pax header of 2 MiB', [rawPax('x'.repeat(2 * MIB))], ['a.js'], 'malformed', true],
  ['two files of one name', [{ name: 'a.js', content: 'later' }], BOTH, 'malformed', false],
  ['names that differ by case', [{ name: 'A.js' }], ['A.js', ...BOTH], 'unsafe-path', false],
];

describe('an archive with a hostile entry', () => {
  it.each(CASES)('has %s', async (...[, parts, files, code, isIncomplete]) => {
    for (const bytes of [buildTar([A, ...parts, Z]), gzipSync(buildTar([A, ...parts, Z]))]) {
      const { tree, problems } = await open(bytes);
      expect([...tree.files.keys()]).toEqual(files);
      expect(problems).toContainEqual(expect.objectContaining({ code, affectsCompleteness: isIncomplete }));
    }
  });

  it('cannot inject a pax record by a name', async () => {
    const { tree } = await open(buildTar([pax({ path: 'n\n12 path=evil\n' }), { name: 'n' }]));
    expect([...tree.files.keys()]).toEqual(['n\n12 path=evil\n']);
  });

  it('cannot hide an entry in a long name that has a pax size', async () => {
    const hidden = tarPart({ name: 'hidden.js', content: 'H' });
    const { tree } = await open(
      buildTar([
        pax({ size: String(hidden.byteLength) }),
        longName('outer'),
        { name: 'n', size: 0, content: hidden },
        Z,
      ]),
    );
    expect([...tree.files.keys()]).toEqual(['outer', 'z.js']);
  });

  it('keeps terminal escapes and bidi marks of names as they are', async () => {
    const { tree } = await open(buildTar([{ name: '\u001b[2J\u202egpj.exe' }]));
    expect([...tree.files.keys()]).toEqual(['\u001b[2J\u202egpj.exe']);
  });

  it('keeps names that are not UTF-8 apart', async () => {
    const parts = [0xe4, 0xf6].map((byte) => {
      const header = tarPart({ name: 'X', checksum: '' });
      header[0] = byte;
      header.write('        ', 148);
      header.write(
        `${header
          .reduce((sum, value) => sum + value, 0)
          .toString(8)
          .padStart(6, '0')}\0 `,
        148,
      );
      return header;
    });
    const { tree } = await open(Buffer.concat([...parts, Buffer.alloc(1024)]));
    expect(tree.files.size).toBe(2);
  });
});
