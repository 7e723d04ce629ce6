import { describe, expect, it } from 'vitest';
import { otherLanguages } from '../../../src/extractors/other-languages/index.js';
import { memoryTree } from '../../support/memory-tree.js';
import { unpackBytes } from '../../support/unpack-bytes.js';
import { buildZip } from '../../support/zip-builder.js';

const elf = Buffer.from('7f454c4602010100', 'hex');

async function messagesOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<string[]> {
  const { problems } = await otherLanguages.extract(memoryTree(files), { isImage: false });
  expect(
    problems.every(({ code, affectsCompleteness }) => code === 'unsupported' && affectsCompleteness),
  ).toBe(true);
  return problems.map(({ message }) => message.slice(0, message.indexOf(':')));
}

describe('otherLanguages', () => {
  it.each([
    ['Java', { 'com/X.class': '', 'lib/y.jar': '' }, 'Holds Java code (2 files, 0 bytes)'],
    ['.NET', { 'App.dll': '', 'App.deps.json': '' }, 'Holds .NET code (2 files, 0 bytes)'],
    ['Ruby', { 'app.rb': '' }, 'Holds Ruby code (1 file, 0 bytes)'],
    ['PHP', { 'index.php': '' }, 'Holds PHP code (1 file, 0 bytes)'],
    ['a compiled function', { bootstrap: elf }, 'Holds native (Go, Rust, C …) code (1 file, 8 bytes)'],
    ['dpkg', { 'var/lib/dpkg/status': '' }, 'Holds Debian (dpkg) system packages'],
    ['dpkg without shell', { 'var/lib/dpkg/status.d/libc6': '' }, 'Holds Debian (dpkg) system packages'],
    ['apk', { 'lib/apk/db/installed': '' }, 'Holds Alpine (apk) system packages'],
    ['rpm', { 'var/lib/rpm/rpmdb.sqlite': '' }, 'Holds RPM system packages'],
  ])('reports that %s is not read', async (_what, files, message) => {
    expect(await messagesOf(files)).toEqual([message]);
  });

  it.each([
    ['a script called bootstrap', { bootstrap: '#!/bin/sh\n' }],
    [
      'build helpers and add-ons in npm packages',
      { 'node_modules/a/gyp/x.py': '', 'x/node_modules/b/c.jar': '', 'node_modules/c/d.node': '' },
    ],
    ['JavaScript', { 'index.js': '' }],
  ])('reports nothing for %s', async (_what, files) => {
    expect(await messagesOf(files)).toEqual([]);
  });

  it('recognises trees with such files only', () => {
    const trees = [{ 'app.rb': '' }, { bootstrap: '' }, { 'index.js': '' }, { 'node_modules/a/x.py': '' }];
    expect(trees.map((files) => otherLanguages.recognises(memoryTree(files)))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('programs beside the code', () => {
  async function told(name: string, isImage = false): Promise<unknown[]> {
    const zip = buildZip([{ name, content: elf, mode: 0o100755 }]);
    const { tree } = await unpackBytes(zip);
    const { problems } = await otherLanguages.extract(tree, { isImage });
    return problems.map(({ path, affectsCompleteness }) => [path, affectsCompleteness]);
  }

  it('are a note', async () => {
    expect(await told('bin/convert')).toEqual([['bin/convert', false]]);
  });

  it.each([
    ['a library', 'lib/x.so.1', false],
    ['a program of a package', 'node_modules/a/bin/tool', false],
    ['a program of an image', 'usr/bin/tool', true],
  ])('%s is not recognised that way', async (_what, name, isImage) => {
    expect(await told(name, isImage)).toEqual([]);
  });
});
