import { Buffer } from 'node:buffer';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync, linkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bytesInMemory } from '../../../src/files/index.js';
import { tar } from '../../../src/unpackers/tar/index.js';
import type { Unpacked } from '../../../src/unpackers/unpacker.js';
import { openTarBytes as open } from '../../support/open-archive-bytes.js';
import { buildTar, fileParts, longName, pax, tarBody, type TarPart } from '../../support/tar-builder.js';

async function contents({ tree }: Unpacked): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for await (const { path, bytes } of tree.readMany(tree.files.keys())) {
    found.set(path, Buffer.from(bytes ?? 'unreadable').toString());
  }
  return found;
}

const DEEP = `${'folder/'.repeat(30)}index.js`;

describe('tar', () => {
  it.each<[string, readonly TarPart[], Record<string, string>]>([
    ['ustar', [{ name: 'a/b.js', content: 'B' }, { name: 'empty' }], { 'a/b.js': 'B', empty: '' }],
    ['v7', [{ name: 'a', content: 'A', type: '\0', magic: 'v7' }], { a: 'A' }],
    ['a ustar prefix', [{ prefix: 'x/y', name: 'z', content: 'Z' }], { 'x/y/z': 'Z' }],
    ['GNU times where ustar has the prefix', [{ prefix: '1234', name: 'z', magic: 'gnu' }], { z: '' }],
    [
      'a long star prefix, before times',
      [{ prefix: `${'x'.repeat(131)}12345678901\0${'0'.repeat(11)}\0${'\0'.repeat(8)}tar`, name: 'z' }],
      { [`${'x'.repeat(131)}/z`]: '' },
    ],
    ['a GNU long name', [longName(DEEP), { name: 'cut', content: 'L', magic: 'gnu' }], { [DEEP]: 'L' }],
    ['a pax path', [pax({ path: DEEP, mtime: '1.5' }), { name: 'cut', content: 'P' }], { [DEEP]: 'P' }],
    [
      'a pax size',
      [pax({ size: '3' }), { name: 'a', content: 'abc' }, { name: 'b', content: 'x' }],
      { a: 'abc', b: 'x' },
    ],
    ['an old Solaris pax type', [pax({ path: 'p' }, 'X'), { name: 'q', content: '1' }], { p: '1' }],
    ['contiguous files', [{ name: 'a', type: '7', content: 'A' }], { a: 'A' }],
    ['a global comment', [pax({ comment: 'c0ffee' }, 'g'), { name: 'a', content: 'A' }], { a: 'A' }],
    ['signed checksums', [{ name: 'é', content: 'A', signedChecksum: true }], { é: 'A' }],
    [
      './ before names',
      [
        { name: './', type: '5' },
        { name: './a', content: 'A' },
      ],
      { a: 'A' },
    ],
    [
      'folders that old archives mark by a slash',
      [
        { name: 'd/', type: '\0' },
        { name: 'd/a', content: 'A' },
      ],
      { 'd/a': 'A' },
    ],
    [
      'the name of a prototype',
      [{ name: '__proto__/constructor', content: 'A' }],
      { '__proto__/constructor': 'A' },
    ],
    [
      'a hard link',
      [
        { name: 'a', content: 'A' },
        { name: 'b', type: '1', linkName: 'a' },
      ],
      { a: 'A', b: 'A' },
    ],
    [
      'a volume label',
      [
        { name: 'backup', type: 'V' },
        { name: 'a', content: 'A' },
      ],
      { a: 'A' },
    ],
  ])('reads %s', async (_, parts, files) => {
    for (const bytes of [buildTar(parts), gzipSync(buildTar(parts))]) {
      const unpacked = await open(bytes);
      expect(await contents(unpacked)).toEqual(new Map(Object.entries(files)));
      expect(unpacked.problems).toEqual([]);
    }
  });

  it('keeps links, and links to them by other names', async () => {
    const { tree, problems } = await open(
      buildTar([
        { name: 'lib/real.js', content: 'R' },
        { name: 'lib/link.js', type: '2', linkName: 'real.js' },
        { name: 'lib/twin.js', type: '1', linkName: 'lib/link.js' },
        longName('../lib/real.js', 'K'),
        { name: 'bin/long.js', type: '2', linkName: 'cut' },
      ]),
    );
    expect(Object.fromEntries(tree.links)).toEqual({
      'lib/link.js': 'lib/real.js',
      'lib/twin.js': 'lib/real.js',
      'bin/long.js': 'lib/real.js',
    });
    expect(problems).toEqual([]);
    expect(Buffer.from((await tree.read('bin/long.js')).bytes ?? '').toString()).toBe('R');
  });

  it('shows which files may be executed', async () => {
    const { tree } = await open(
      buildTar([
        { name: 'a', mode: 0o755 },
        { name: 'b', mode: 0o644 },
      ]),
    );
    expect([...tree.files.values()].map(({ executable }) => executable)).toEqual([true, false]);
  });

  it('reads back whatever files a writer puts in', async () => {
    const segment = fc.string({
      unit: fc.constantFrom('a', 'B', '7', ' ', 'ü', '😀', '_', '\n'),
      minLength: 1,
      maxLength: 40,
    });
    const path = fc.array(segment, { minLength: 1, maxLength: 6 }).map((segments) => segments.join('/'));
    const files = fc.dictionary(path, fc.string({ maxLength: 1500 }), { maxKeys: 12 });
    await fc.assert(
      fc.asyncProperty(files, fc.boolean(), async (wanted, isPacked) => {
        const bytes = buildTar(fileParts(Object.entries(wanted)));
        const found = await contents(await open(isPacked ? gzipSync(bytes) : bytes));
        expect(found).toEqual(new Map(Object.entries(wanted)));
      }),
      { numRuns: 60 },
    );
  });

  it('reads a body of several gzip members', async () => {
    const body = tarBody([{ name: 'a', content: 'A' }]);
    const rest = buildTar([{ name: 'b', content: 'B' }]);
    const { tree, problems } = await open(Buffer.concat([gzipSync(body), gzipSync(rest)]));
    expect([[...tree.files.keys()], problems]).toEqual([['a', 'b'], []]);
  });

  it.each([
    ['a.tar', Buffer.from('anything'), true],
    ['a.tar.zst', Buffer.from('anything'), true],
    ['nameless', buildTar([{}]), true],
    ['nameless', gzipSync(buildTar([{}])), true],
    ['nameless', gzipSync('no archive at all'), false],
    ['nameless', Buffer.alloc(2000), false],
    ['index.js', Buffer.from('exports.handler = 1'.repeat(100)), false],
  ])('decides by name or first bytes: %s', (name, bytes, is) => {
    expect(tar.recognises({ kind: 'archive', name, bytes: bytesInMemory(bytes) })).toBe(is);
  });
});

function hasSystemTar(): boolean {
  try {
    return execFileSync('tar', ['--version'], { encoding: 'utf8' }).includes('GNU tar');
  } catch {
    return false;
  }
}

describe.skipIf(!hasSystemTar())('archives of GNU tar (skipped: there is no GNU tar on PATH)', () => {
  let folder = '';
  const files: Record<string, string> = {
    'index.js': 'exports.handler = () => 1;',
    [`node_modules/${'deep/'.repeat(40)}a.js`]: 'deep',
    'node_modules/ünï/package.json': '{}',
    empty: '',
    'large.bin': 'x'.repeat(100_000),
  };

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'stowaway-tar-'));
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(join(folder, dirname(path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    symlinkSync('node_modules/ünï', join(folder, 'link'));
    linkSync(join(folder, 'index.js'), join(folder, 'twin.js'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each([
    ['v7', []],
    ['ustar', []],
    ['gnu', []],
    ['oldgnu', []],
    ['pax', []],
    ['pax', ['--gzip']],
  ])('in the format %s %j', async (format, more) => {
    // v7 and ustar have no room for the deepest path.
    const excluded = format === 'v7' || format === 'ustar' ? ['--exclude=deep'] : [];
    const args = ['--create', `--format=${format}`, ...more, ...excluded, '-C', folder, '.'];
    const unpacked = await open(execFileSync('tar', args, { maxBuffer: 1 << 28 }));
    const expected = Object.entries({ ...files, 'twin.js': files['index.js'] }).filter(
      ([path]) => excluded.length === 0 || !path.includes('deep'),
    );
    expect(await contents(unpacked)).toEqual(new Map(expected));
    expect(unpacked.tree.links.get('link')).toBe('node_modules/ünï');
    expect(unpacked.problems).toEqual([]);
  });
});
