import { describe, expect, it, vi } from 'vitest';
import { pypi } from '../../../src/extractors/pypi/index.js';
import type { Package } from '../../../src/model/index.js';
import { memoryTree } from '../../support/memory-tree.js';
import { installedWheel } from '../../support/python-tree.js';
import { releaseStoreOf, type MadeReleases } from '../../support/release-store.js';

const text = (word: string): string => `${`# ${word} of a module\n`.repeat(90)}x = 1\n`;

/** A package with a module that says its version, one that changed in 2.0, and one that never did. */
function release(version: string, changed: string): Record<string, string> {
  return {
    'thing/__init__.py': `__version__ = "${version}"\n${text('init')}`,
    'thing/changed.py': text(changed),
    'thing/same.py': text('same'),
    'thing/more.py': text('more'),
  };
}

function silent(word: string): Record<string, string> {
  return {
    'quiet/__init__.py': text('q'),
    'quiet/a.py': text(word),
    'quiet/b.py': text('b'),
    'quiet/c.py': text('c'),
  };
}

const MADE: Readonly<Record<string, MadeReleases>> = {
  thing: {
    releases: { '1.0': release('1.0', 'old'), '2.0': release('2.0', 'new'), '3.0': release('3.0', 'latest') },
    others: ['1.5', '2.1'],
  },
  quiet: {
    releases: { '1': silent('one'), '4': silent('two'), '6': silent('three') },
    others: ['2', '3', '5', '7', '0.1'],
  },
  single: { releases: { '1.0': { 'single.py': text('1') }, '1.1': { 'single.py': text('one and one') } } },
  native: {
    releases: { '1': { 'native/_n.so': '1111111111111111' }, '2': { 'native/_n.so': '2222222222222222' } },
  },
};

const releases = () => Promise.resolve(releaseStoreOf(MADE));

async function rowsOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<readonly Package[]> {
  return (await pypi.extract(memoryTree(files), { isImage: false, releases })).packages;
}

async function told(files: Readonly<Record<string, string | Uint8Array>>): Promise<string[]> {
  return (await rowsOf(files)).map(({ name, versionState, version, candidates }) =>
    `${name} ${versionState} ${version ?? candidates.join(',')}`.trim(),
  );
}

function below(folder: string, files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([path, content]) => [`${folder}/${path}`, content]));
}

/** Compiled code of sources, with a version as a constant. */
function compiled(files: Readonly<Record<string, string>>, version = ''): Record<string, Uint8Array> {
  return Object.fromEntries(
    Object.entries(files).map(([path, source]) => {
      const header = Buffer.alloc(16);
      header.writeUInt16LE(0x0a0d, 2);
      header.writeUInt32LE(Buffer.byteLength(source), 12);
      const constant = Buffer.concat([Buffer.from([0xda, version.length]), Buffer.from(version)]);
      return [`${path}c`, Buffer.concat([header, constant])];
    }),
  );
}

function library(id: string): Buffer {
  const note = Buffer.from('040000000800000003000000474e5500', 'hex');
  return Buffer.concat([note, Buffer.from(id, 'hex'), Buffer.alloc(9)]);
}

describe('packages without metadata, by the files of published releases', () => {
  it.each<[what: string, files: Record<string, string | Uint8Array>, told: string[]]>([
    ['as published', release('2.0', 'new'), ['thing exact 2.0']],
    [
      'without some files',
      { 'thing/__init__.py': release('2.0', 'new')['thing/__init__.py']!, 'thing/same.py': text('same') },
      ['thing exact 2.0'],
    ],
    ['whose version is not known: by its own text', release('2.1', 'newer'), ['thing exact 2.1']],
    ['a text that no release has says nothing', release('2.2', 'new'), ['thing set 1.5,2.0,2.1']],
    ['what may be newer than all that is known', release('3.1', 'latest'), ['thing unknown']],
    ['without a text, with releases beside it', silent('two'), ['quiet set 2,3,4,5']],
    ['other files: near the most alike', silent('other'), ['quiet set 0.1,1,2,3,4,5,6,7']],
    ['compiled', compiled(release('2.0', 'new'), '2.0'), ['thing exact 2.0']],
    [
      'compiled, of another release of the same sizes',
      compiled(release('2.1', 'new'), '2.1'),
      ['thing exact 2.1'],
    ],
    [
      'minified',
      {
        'thing/__init__.py': '__version__="3.0"',
        'thing/changed.py': 'x=1',
        'thing/same.py': 'x=1',
        'thing/more.py': 'x=1',
      },
      ['thing exact 3.0'],
    ],
    ['one module', { 'single.py': text('1') }, ['single exact 1.0']],
    ['one module of the name, by somebody else', { 'single.py': text('mine') }, []],
    [
      'few files of its names, by somebody else',
      { 'thing/same.py': 'x = 2\n', 'thing/more.py': 'x = 3\n' },
      [],
    ],
    [
      'native code',
      { 'native/_n.cpython-312-x86_64-linux-gnu.so': library('2222222222222222') },
      ['native exact 2'],
    ],
    ['other native code', { 'native/_n.abi3.so': library('3333333333333333') }, []],
    [
      'only the folder of its libraries',
      { 'Some_Thing.libs/libx-0a1b2c3d.so.1': 'x', 'some_thing/a.py': 'x' },
      ['some-thing unknown'],
    ],
    ['libraries that nobody named by their hash', { 'thing.libs/libx.so': 'x' }, []],
  ])('%s', async (_what, files, expected) => {
    expect(await told(files)).toEqual(expected);
  });

  it('are installed where imports start, and vendored elsewhere', async () => {
    const files = {
      ...below('python', release('2.0', 'new')),
      ...below('app/vendor', { 'single.py': text('1') }),
    };
    expect((await rowsOf(files)).map(({ id, presence, vendoredIn }) => [id, presence, vendoredIn])).toEqual([
      ['pypi:python#thing', 'installed', null],
      ['pypi:app/vendor#single', 'vendored', null],
    ]);
  });

  it('inside of another one belong to it', async () => {
    const files = { ...release('2.0', 'new'), 'thing/vendored/single.py': text('1') };
    const [thing, single] = await rowsOf(files);
    expect(single).toMatchObject({ name: 'single', presence: 'vendored', vendoredIn: thing?.id });
    expect(thing?.locations).toEqual([{ path: 'thing' }]);
    expect(single?.locations).toEqual([{ path: 'thing/vendored/single.py' }]);
  });

  it('carry packages with metadata in their folders', async () => {
    const inner = installedWheel('thing/data', { name: 'inner', version: '9', files: { 'inner.py': 'x' } });
    expect(
      (await rowsOf({ ...release('2.0', 'new'), ...inner })).map(({ name, presence, vendoredIn }) => [
        name,
        presence,
        vendoredIn,
      ]),
    ).toEqual([
      ['inner', 'vendored', 'pypi:#thing'],
      ['thing', 'installed', null],
    ]);
  });

  it('explain their own files alone', async () => {
    const files = { ...release('2.0', 'new'), 'thing/py.typed': '', 'thing/added.py': 'x = 1\n' };
    const { packages, problems } = await pypi.extract(memoryTree(files), { isImage: false, releases });
    expect(packages[0]?.locations).not.toContainEqual({ path: 'thing' });
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringContaining('(1 file, 6 bytes): thing.'),
    ]);
  });

  it('are not looked for where metadata describes them', async () => {
    const wheel = installedWheel('', { name: 'thing', version: '9', files: release('2.0', 'new') });
    expect(await told(wheel)).toEqual(['thing exact 9']);
  });

  it.each<[what: string, files: Record<string, string>]>([
    ['npm alone', { 'node_modules/x/gyp/common.py': 'x', 'node_modules/x/index.js': 'x' }],
    ['described packages', installedWheel('', { name: 'thing', version: '9', files: { 'thing.py': 'x' } })],
  ])('are not looked for, and the store stays closed: %s', async (_what, files) => {
    const opened = vi.fn<typeof releases>(releases);
    await pypi.extract(memoryTree(files), { isImage: false, releases: opened });
    expect(opened).not.toHaveBeenCalled();
  });

  it('take the place of a line of requirements', async () => {
    const files = { ...release('2.0', 'new'), 'requirements.txt': 'thing==1.0\nother==1\n' };
    expect(await told(files)).toEqual(['thing exact 2.0', 'other exact 1']);
  });
});
