import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { assert, nat, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS, openHostFolder, type HostFile } from '../../src/files/index.js';
import { possibleSpecialKinds, type SpecialKind } from '../support/special-files.js';
import { treeArbitrary, variantsOf, writeTree, type HostileTree } from '../support/hostile-tree.js';
import { temporaryFolder } from '../support/temporary-folder.js';

function open(hostPath: string, extraFiles: ReadonlyMap<string, string> = new Map(), limits = {}) {
  return openHostFolder(hostPath, { limits: { ...DEFAULT_LIMITS, ...limits }, extraFiles });
}

/** Identities of trees, each written at another place. */
function identitiesOf(trees: readonly HostileTree[], outer: string): string[] {
  return trees.map((tree, at) => {
    const folder = join(outer, 'x'.repeat(1 + at));
    mkdirSync(folder);
    writeTree(Buffer.from(folder), tree);
    const opened = open(folder);
    expect([opened.isIntact(), opened.problems]).toEqual([true, []]);
    rmSync(folder, { recursive: true });
    return opened.sha256;
  });
}

function fileOf(folder: ReturnType<typeof open>, path: string): HostFile {
  const item = folder.items.find(({ name }) => name === path);
  if (item?.kind !== 'file') throw new Error(`no file ${path}`);
  return item.handle;
}

function problemsOf(folder: ReturnType<typeof open>): string[] {
  return folder.problems.map(({ code, path }) => `${code} ${path}`);
}

describe.skipIf(process.platform !== 'linux')('the identity of a folder', () => {
  it('is the same in every place, and differs for every byte, name, kind, mode and link', () => {
    const outer = temporaryFolder();
    assert(
      property(treeArbitrary, nat(), (tree, pick) => {
        const variants = variantsOf(tree);
        const other = variants[pick % variants.length] ?? new Map();
        const reversed = new Map([...tree].reverse());
        const [first, second, third] = identitiesOf([tree, reversed, other], outer);
        expect([second === first, third === first]).toEqual([true, keyOf(other) === keyOf(tree)]);
      }),
      { numRuns: 150 },
    );
  });

  it('is not that of a folder whose link holds a line that another folder would add', () => {
    const plain = new Map([['a', { kind: 'link', target: `x\nfile "b" ${'0'.repeat(64)}` }]] as const);
    const forged = new Map([
      ['a', { kind: 'link', target: 'x' }],
      ['b', { kind: 'file', content: '', mode: 0o644 }],
    ] as const);
    const [first, second] = identitiesOf([plain, forged], temporaryFolder());
    expect(first).not.toBe(second);
  });

  it('distinguishes names that are shown alike', () => {
    const named = (name: string): HostileTree =>
      new Map([[name, { kind: 'file', content: 'x', mode: 0o644 }]]);
    const [first, second] = identitiesOf([named('\u0082.js'), named('\u00c3\u00a9.js')], temporaryFolder());
    expect(first).not.toBe(second);
  });

  it('includes files below a name that is not UTF-8', () => {
    const below = (content: string): HostileTree =>
      new Map([
        ['\u0082', { kind: 'folder', entries: new Map([['x.js', { kind: 'file', content, mode: 0o644 }]]) }],
      ]);
    const [first, second] = identitiesOf([below('a'), below('b')], temporaryFolder());
    expect(first).not.toBe(second);
  });

  it('takes an absolute link into the folder by its meaning there', () => {
    const [one, two] = [temporaryFolder(), temporaryFolder()].map((path) => realpathSync(path)) as [
      string,
      string,
    ];
    for (const folder of [one, two]) symlinkSync(join(folder, 'lib'), join(folder, 'link'));
    expect(open(one).sha256).toBe(open(two).sha256);
    rmSync(join(two, 'link'));
    symlinkSync(join(one, 'lib'), join(two, 'link'));
    expect(open(one).sha256).not.toBe(open(two).sha256);
  });

  const specials: [SpecialKind, isCode: boolean][] = [
    ['pipe', true],
    ['device', true],
    ['socket', false],
  ];
  // Only root may make a device.
  it.each(specials.filter(([kind]) => possibleSpecialKinds().includes(kind)))(
    'has a %s that is a gap if code may come out of it',
    (kind, isCode) => {
      const folder = temporaryFolder();
      writeTree(Buffer.from(folder), new Map([['own.js', { kind }]]));
      const found = open(folder).problems.map(({ path, affectsCompleteness }) => [path, affectsCompleteness]);
      expect(found).toEqual([['own.js', isCode]]);
    },
  );

  it('holds pipes by their names and kinds', () => {
    const folder = temporaryFolder();
    const empty = open(folder).sha256;
    spawnSync('mkfifo', [join(folder, 'pipe')]);
    const piped = open(folder);
    expect(problemsOf(piped)).toEqual(['unsupported pipe']);
    expect(piped.isIntact()).toBe(true);
    renameSync(join(folder, 'pipe'), join(folder, 'pipe2'));
    expect(new Set([empty, piped.sha256, open(folder).sha256]).size).toBe(3);
  });

  it('includes files and folders from elsewhere, in place of those in the folder', () => {
    const folder = temporaryFolder();
    const elsewhere = temporaryFolder();
    mkdirSync(join(elsewhere, 'lib'));
    writeFileSync(join(elsewhere, 'lib/x.js'), 'x');
    writeFileSync(join(elsewhere, 'y.js'), 'y');
    const extra = new Map([
      ['y.js', join(elsewhere, 'y.js')],
      ['lib', join(elsewhere, 'lib')],
    ]);
    const before = open(folder, extra);
    expect(before.items.map(({ name }) => name)).toEqual(['lib/x.js', 'y.js']);
    expect(open(folder, new Map([...extra].reverse())).sha256).toBe(before.sha256);
    symlinkSync('gone', join(folder, 'y.js'));
    expect(open(folder, extra).sha256).toBe(before.sha256);
    writeFileSync(join(elsewhere, 'lib/x.js'), 'z');
    expect(open(folder, extra).sha256).not.toBe(before.sha256);
  });
});

/** A tree as text, to count how many of several differ. */
function keyOf(tree: HostileTree): string {
  const entries = [...tree].map(([name, node]) => {
    const known = node.kind === 'folder' ? { kind: 'folder', entries: keyOf(node.entries) } : node;
    return JSON.stringify([name, known]);
  });
  return entries.sort().join();
}

describe('a folder is not intact, and has a reason, when', () => {
  it.skipIf(process.platform !== 'linux')('a folder cannot be listed', () => {
    const folder = temporaryFolder();
    // Its path is longer than the system allows.
    const name = 'x'.repeat(250);
    const script = `for i in $(seq 17); do mkdir ${name}; cd ${name}; done; echo > a.js`;
    spawnSync('sh', ['-c', script], { cwd: folder });
    const opened = open(folder);
    spawnSync('rm', ['-rf', name], { cwd: folder });
    expect(opened.problems.map(({ code, message }) => [code, message])).toEqual([
      ['denied', 'It cannot be read: ENAMETOOLONG.'],
    ]);
    expect(opened.isIntact()).toBe(false);
  });

  it('a path that a source names is missing, or is a loop', () => {
    const folder = temporaryFolder();
    symlinkSync('loop', join(folder, 'loop'));
    const extra = new Map([
      ['a', join(folder, 'gone')],
      ['b', join(folder, 'loop')],
    ]);
    const opened = open(folder, extra);
    expect([problemsOf(opened), opened.isIntact()]).toEqual([['missing a', 'stale b'], false]);
  });

  it.each([
    ['entries', { maxEntries: 2 }, 'too-large '],
    ['bytes', { maxImageBytes: 5 }, 'too-large c.js'],
    ['folders inside one another', { maxPathDepth: 1 }, 'too-large lib'],
  ])('there are too many %s', (_, limits, problem) => {
    const folder = temporaryFolder();
    for (const name of ['a.js', 'b.js', 'c.js', 'd.js']) writeFileSync(join(folder, name), 'xy');
    mkdirSync(join(folder, 'lib'));
    writeFileSync(join(folder, 'lib/x.js'), '');
    const opened = open(folder, new Map(), limits);
    expect([problemsOf(opened)[0], opened.isIntact()]).toEqual([problem, false]);
  });

  it('a file has other bytes of the same number when it is read', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'a.js'), 'good');
    const opened = open(folder);
    expect(opened.read('a.js', fileOf(opened, 'a.js')).bytes?.toString()).toBe('good');
    expect(opened.isIntact()).toBe(true);
    writeFileSync(join(folder, 'a.js'), 'evil');
    expect(opened.read('a.js', fileOf(opened, 'a.js')).problem?.code).toBe('stale');
    expect(opened.isIntact()).toBe(false);
  });

  it('a large file is another one when it is opened', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'layer.tar'), 'layer');
    const opened = open(folder);
    expect(opened.open(fileOf(opened, 'layer.tar')).size).toBe(5);
    truncateSync(join(folder, 'layer.tar'), 2);
    expect(() => opened.open(fileOf(opened, 'layer.tar'))).toThrow('changed');
    expect(opened.isIntact()).toBe(false);
  });
});

it('files larger than the buffer are hashed whole', () => {
  const folder = temporaryFolder();
  const bytes = Buffer.alloc(3 * 1024 * 1024 + 1);
  writeFileSync(join(folder, 'a'), bytes);
  const before = open(folder);
  bytes[bytes.length - 1] = 1;
  writeFileSync(join(folder, 'a'), bytes);
  expect(open(folder).sha256).not.toBe(before.sha256);
  expect(before.size).toBe(bytes.length);
});

it('a folder that is not there cannot be opened', () => {
  expect(() => open(join(temporaryFolder(), 'gone'))).toThrow('ENOENT');
});
