import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../../src/files/index.js';
import { directory } from '../../../src/unpackers/directory/index.js';
import { unpack, type Unpacked } from '../../../src/unpackers/index.js';
import { folderOrigin, problemLines, readAll } from '../../support/unpack-bytes.js';
import { describeUnpacker } from '../contract.js';

let outer: string;
let folder: string;

beforeEach(() => {
  outer = realpathSync(mkdtempSync(join(tmpdir(), 'stowaway-folder-')));
  folder = join(outer, 'function');
  mkdirSync(join(folder, 'lib'), { recursive: true });
  writeFileSync(join(folder, 'index.js'), 'index');
  writeFileSync(join(folder, 'lib/a.js'), 'a');
});

afterEach(() => {
  rmSync(outer, { recursive: true });
});

async function open(extraFiles?: ReadonlyMap<string, string>): Promise<Unpacked> {
  return unpack(folderOrigin(folder, extraFiles), DEFAULT_LIMITS);
}

const FILES = { 'index.js': 'index', 'lib/a.js': 'a' };

describeUnpacker({
  unpacker: directory,
  // Asked before the first test, too, for what it is.
  sound: () => folderOrigin(folder ?? import.meta.dirname),
});

describe('a folder', () => {
  it('reads back whole', async () => {
    const unpacked = await open();
    expect(unpacked.problems).toEqual([]);
    expect(Object.fromEntries(await readAll(unpacked))).toEqual(FILES);
  });

  it('knows executables', async () => {
    chmodSync(join(folder, 'index.js'), 0o755);
    const { tree } = await open();
    expect([...tree.files.values()].map(({ executable }) => executable)).toEqual([true, false]);
  });

  it('keeps links inside of it, relative or absolute, to files and folders', async () => {
    symlinkSync('lib', join(folder, 'relative'));
    symlinkSync(join(folder, 'lib'), join(folder, 'absolute'));
    symlinkSync('../index.js', join(folder, 'lib/up'));
    const { tree, problems } = await open();
    expect(problems).toEqual([]);
    expect(Object.fromEntries(tree.links)).toEqual({
      relative: 'lib',
      absolute: 'lib',
      'lib/up': 'index.js',
    });
    expect(String((await tree.read('absolute/up')).bytes)).toBe('index');
  });

  it('follows no link out of it', async () => {
    writeFileSync(join(outer, 'secret'), 'secret');
    symlinkSync('../secret', join(folder, 'a'));
    symlinkSync(join(outer, 'secret'), join(folder, 'b'));
    symlinkSync('..', join(folder, 'c'));
    const unpacked = await open();
    expect(problemLines(unpacked).sort()).toEqual(['!unsafe-path a', '!unsafe-path b', '!unsafe-path c']);
    expect(Object.fromEntries(await readAll(unpacked))).toEqual(FILES);
  });

  it('takes files from elsewhere that a source names, in place of those in the folder', async () => {
    mkdirSync(join(outer, 'shared/deep'), { recursive: true });
    writeFileSync(join(outer, 'shared/deep/b.js'), 'b');
    writeFileSync(join(outer, 'other.js'), 'other');
    symlinkSync('../other.js', join(folder, 'linked.js'));
    const elsewhere = [
      ['linked.js', join(outer, 'other.js')],
      ['shared', join(outer, 'shared')],
      ['gone.js', join(outer, 'gone.js')],
    ] as const;
    const unpacked = await open(new Map(elsewhere));
    expect(problemLines(unpacked)).toEqual(['!missing gone.js']);
    const more = { 'linked.js': 'other', 'shared/deep/b.js': 'b' };
    expect(Object.fromEntries(await readAll(unpacked))).toEqual({ ...FILES, ...more });
  });

  it.skipIf(process.platform === 'win32')('keeps names that other systems refuse', async () => {
    const names = ['a:b.js', 'C:x.js', 'back\\slash.js', '..\\up.js', 'tab\t.js'];
    for (const name of names) writeFileSync(join(folder, name), name);
    const unpacked = await open();
    expect(unpacked.problems).toEqual([]);
    const contents = Object.fromEntries(await readAll(unpacked));
    expect(contents).toEqual({ ...FILES, ...Object.fromEntries(names.map((name) => [name, name])) });
  });

  it.skipIf(process.platform !== 'linux')('reads files whose names are not UTF-8', async () => {
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0x82, 0x2e, 0x6a])]), 'x');
    expect((await readAll(await open())).get('é.j')).toBe('x');
  });

  it.skipIf(process.platform !== 'linux')('reports files whose names are shown alike as two', async () => {
    for (const name of [[0x82], [0xc3, 0xa9]])
      writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([...name, 0x2e, 0x6a])]), 'x');
    expect(problemLines(await open())).toEqual(['!malformed é.j']);
  });

  it.skipIf(process.platform === 'win32')('does not wait for a pipe', async () => {
    spawnSync('mkfifo', [join(folder, 'pipe')]);
    expect(problemLines(await open())).toEqual(['!unsupported pipe']);
  });

  it('reports when a file changed, shrank or went away after it was listed', async () => {
    const { tree } = await open();
    truncateSync(join(folder, 'index.js'), 2);
    unlinkSync(join(folder, 'lib/a.js'));
    expect((await tree.read('index.js')).problem?.code).toBe('stale');
    expect((await tree.read('lib/a.js')).problem?.code).toBe('missing');
  });

  it('reads nothing through a link that took the place of a file', async () => {
    const { tree } = await open();
    writeFileSync(join(outer, 'secret'), 'other');
    unlinkSync(join(folder, 'index.js'));
    symlinkSync('../secret', join(folder, 'index.js'));
    expect((await tree.read('index.js')).problem?.code).toBe('stale');
  });

  it('stops at folders that are too deep', async () => {
    mkdirSync(join(folder, ...Array.from({ length: 300 }, () => 'd')), { recursive: true });
    expect(problemLines(await open())[0]).toMatch(/^!too-large d\/d\//);
  });
});
