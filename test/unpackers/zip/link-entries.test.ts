import { describe, expect, test } from 'vitest';
import { problemLines, readAll, unpackBytes } from '../../support/unpack-bytes.js';
import { buildZip, type ZipPart } from '../../support/zip-builder.js';

const LINK = 0o120777;

interface Row {
  readonly part: ZipPart;
  /** Results of extractors: unzip 6.00, bsdtar 3.6.2, Python 3's zipfile, Go 1.2x's archive/zip (its mode). */
  readonly made: readonly [unzip: string, bsdtar: string, python: string, go: string];
  /** Our result: `link` or `file`, with `!` in front when the answer is incomplete. */
  readonly read: string;
}

const TARGET = 'b.js';
const CODE = "require('child_process').exec('id') // x\nmore()";
const byHost = (host: number, made: Row['made'], read: string): Row => ({
  part: { name: 'a.js', content: TARGET, mode: LINK, host },
  made,
  read,
});
const byTarget = (content: string, made: Row['made'], read: string): Row => ({
  part: { name: 'a.js', content, mode: LINK },
  made,
  read,
});

/** Measured on 2026-11-28. busybox refuses every entry that a Unix writer calls a link; Java's streams know no links. */
const ROWS: Readonly<Record<string, Row>> = {
  'FAT (0)': byHost(0, ['file', 'file', 'file', 'file'], 'file'),
  'Amiga (1)': byHost(1, ['file', 'file', 'file', 'file'], 'file'),
  'VMS (2)': byHost(2, ['link', 'file', 'file', 'file'], '!file'),
  'Unix (3)': byHost(3, ['link', 'link', 'file', 'link'], 'link'),
  'VM/CMS (4)': byHost(4, ['file', 'file', 'file', 'file'], 'file'),
  'Atari (5)': byHost(5, ['link', 'file', 'file', 'file'], '!file'),
  'HPFS (6)': byHost(6, ['file', 'file', 'file', 'file'], 'file'),
  'Macintosh (7)': byHost(7, ['file', 'file', 'file', 'file'], 'file'),
  'NTFS (10)': byHost(10, ['file', 'file', 'file', 'file'], 'file'),
  'MVS (11)': byHost(11, ['file', 'file', 'file', 'file'], 'file'),
  'VFAT (14)': byHost(14, ['file', 'file', 'file', 'file'], 'file'),
  'BeOS (16)': byHost(16, ['link', 'file', 'file', 'file'], '!file'),
  'macOS (19)': byHost(19, ['file', 'file', 'file', 'link'], '!file'),
  'Atheos (30)': byHost(30, ['link', 'file', 'file', 'file'], '!file'),
  'nothing in it': byTarget('', ['file', 'nothing', 'file', 'link'], 'file'),
  'a path to nothing': byTarget('nowhere/c.js', ['link', 'link', 'file', 'link'], 'link'),
  'the longest target': byTarget(`${'x/'.repeat(2047)}y`, ['link', 'link', 'file', 'link'], 'link'),
  'a longer target': byTarget('x/'.repeat(2048), ['nothing', 'nothing', 'file', 'link'], '!file'),
  'a line break': byTarget(CODE, ['link', 'link', 'file', 'link'], '!file'),
  'a NUL': byTarget('b.js\0\nevil()', ['link', 'link', 'file', 'link'], '!file'),
  'one line of code': byTarget("require('x')", ['link', 'link', 'file', 'link'], '!file'),
  'a name with brackets that is there': byTarget('x(1)/b.js', ['link', 'link', 'file', 'link'], 'link'),
};

describe('an entry that is marked as a link', () => {
  test.each(Object.entries(ROWS))('%s', async (_, { part, read }) => {
    const there = ['b.js', 'x(1)/b.js'].map((name) => ({ name, content: 'x' }));
    const unpacked = await unpackBytes(buildZip([part, ...there]));
    const content = (await readAll(unpacked)).get('a.js');
    const isLink = unpacked.tree.links.has('a.js');
    const isIncomplete = problemLines(unpacked).some((line) => line.startsWith('!'));
    expect(`${isIncomplete ? '!' : ''}${isLink ? 'link' : 'file'}`).toBe(read);
    expect(content).toBe(isLink ? undefined : part.content);
  });

  test('is complete only where our reading agrees with all extractors but Python', () => {
    const settled = Object.values(ROWS).filter(({ read, part }) => !read.startsWith('!') && part.content);
    for (const { read, made } of settled) expect([made[0], made[1], made[3]]).toEqual([read, read, read]);
  });
});
