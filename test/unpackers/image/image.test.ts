import { Buffer } from 'node:buffer';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesInMemory, DEFAULT_LIMITS } from '../../../src/files/index.js';
import { unpack } from '../../../src/unpackers/index.js';
import { image } from '../../../src/unpackers/image/index.js';
import {
  addBlob,
  addImage,
  dockerArchive,
  layoutTar,
  openImageBytes as open,
  ociLayout,
  setIndex,
  sha256,
  TYPES,
  type ImageSpec,
  type Layout,
} from '../../support/image-builder.js';
import { buildTar, fileParts, type TarPart } from '../../support/tar-builder.js';
import { folderOrigin, readAll } from '../../support/unpack-bytes.js';

const Env = ['PATH=/bin', 'API_KEY=never-shown', 'EMPTY='];
const Entrypoint = ['/lambda-entrypoint.sh'];
const CONFIG = { Entrypoint, Cmd: ['app.handler'], WorkingDir: '/var/task', Env };

/** Two layers that use all that a layer can do to those below it. */
const SPEC: ImageSpec = {
  config: CONFIG,
  layers: [
    [
      { name: 'var/task/index.js', content: 'old' },
      { name: 'var/task/gone.js', content: 'gone' },
      { name: 'opt/all/a.js', content: 'a' },
      { name: 'opt/all/deep/b.js', content: 'b' },
      { name: 'opt/folder/c.js', content: 'c' },
      { name: 'usr/lib/x.js', content: 'x' },
      { name: 'lib', type: '2', linkName: '/usr/lib' },
    ],
    [
      { name: './var/task/index.js', content: 'new' },
      { name: 'var/task/.wh.gone.js' },
      { name: 'opt/all/new.js', content: 'n' },
      { name: 'opt/all/.wh..wh..opq' },
      { name: 'opt/.wh.folder' },
      { name: '.wh..wh.plnk' },
      { name: '/usr/lib/twin.js', type: '1', linkName: '/usr/lib/x.js' },
    ],
  ],
};

const FILES = new Map([
  ['opt/all/new.js', 'n'],
  ['usr/lib/twin.js', 'x'],
  ['usr/lib/x.js', 'x'],
  ['var/task/index.js', 'new'],
]);

const SHAPES: readonly [string, Uint8Array][] = [
  ['an OCI layout', layoutTar(ociLayout(SPEC))],
  ['an OCI layout with gzipped layers', layoutTar(ociLayout({ ...SPEC, isGzipped: true }))],
  ['a gzipped OCI layout', gzipSync(layoutTar(ociLayout({ ...SPEC, isGzipped: true })))],
  ['what docker save writes', layoutTar(dockerArchive(SPEC))],
  ['what docker save writes, gzipped', gzipSync(layoutTar(dockerArchive(SPEC)))],
  ['a docker archive with gzipped layers', layoutTar(dockerArchive({ ...SPEC, isGzipped: true }))],
  ['both at once', layoutTar(new Map([...ociLayout(SPEC), ...dockerArchive(SPEC)]))],
];

function inFolder<T>(layout: Layout, use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'stowaway-image-'));
  for (const [path, bytes] of layout) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  return use(folder).finally(() => rmSync(folder, { recursive: true, force: true }));
}

describe('an image', () => {
  it.each(SHAPES)('is read as %s', async (_, bytes) => {
    const unpacked = await open(bytes);
    expect(await readAll(unpacked)).toEqual(FILES);
    expect(unpacked.problems).toEqual([]);
    expect(unpacked.tree.links.get('lib')).toBe('usr/lib');
    expect(Buffer.from((await unpacked.tree.read('lib/x.js')).bytes ?? '').toString()).toBe('x');
  });

  it('is read from a folder', async () => {
    await inFolder(ociLayout(SPEC), async (hostPath) => {
      const unpacked = await unpack(folderOrigin(hostPath), DEFAULT_LIMITS);
      expect([await readAll(unpacked), unpacked.problems]).toEqual([FILES, []]);
    });
  });

  it('shows how it runs, with names of variables but never values', async () => {
    const unpacked = await open(layoutTar(ociLayout(SPEC)));
    expect(unpacked.image).toEqual({
      entrypoint: ['/lambda-entrypoint.sh'],
      command: ['app.handler'],
      healthCheck: [],
      workingDirectory: '/var/task',
      architecture: 'amd64',
      environment: ['PATH', 'API_KEY', 'EMPTY'],
      environmentHooks: [],
    });
  });

  it('may say nothing of how it runs', async () => {
    const config = { Entrypoint: null, Cmd: null, Env: null };
    const unpacked = await open(layoutTar(dockerArchive({ layers: [], config })));
    const nothing = { entrypoint: [], command: [], environment: [], workingDirectory: null };
    expect(unpacked.image).toMatchObject(nothing);
    expect(unpacked.problems).toEqual([]);
  });

  it('takes a layer that is a link to another', async () => {
    const [layer] = SPEC.layers;
    const layout = dockerArchive({ layers: [layer!, layer!] });
    const path = `${sha256('1')}/layer.tar`;
    layout.delete(path);
    const link: TarPart = { name: path, type: '2', linkName: `../${sha256('0')}/layer.tar` };
    const { tree, problems } = await open(layoutTar(layout, [link]));
    expect([tree.files.size, problems]).toEqual([6, []]);
  });

  it('reads large layers once more for each batch, small ones from memory', async () => {
    const large: TarPart[] = [
      { name: 'first.js', content: 'F' },
      { name: 'large.bin', content: Buffer.alloc(65 * 1024 * 1024) },
      { name: 'last.js', content: 'L' },
    ];
    const layout = ociLayout({ layers: [large, [{ name: 'small.js', content: 'S' }]], isGzipped: true });
    const { tree, problems } = await open(layoutTar(layout), { maxRatio: 2000 });
    const read = new Map<string, string>();
    for await (const { path, bytes } of tree.readMany(['last.js', 'small.js', 'first.js'])) {
      read.set(path, Buffer.from(bytes ?? '').toString());
    }
    expect(read).toEqual(
      new Map([
        ['first.js', 'F'],
        ['last.js', 'L'],
        ['small.js', 'S'],
      ]),
    );
    expect(problems).toEqual([]);
  });

  it('may inflate to more than other artifacts may', async () => {
    const layers = [[{ name: 'a', content: Buffer.alloc(5000, 'x') }]];
    const { tree, problems } = await open(layoutTar(ociLayout({ layers })), {
      maxInflatedBytes: 4000,
    });
    expect([tree.files.size, problems]).toEqual([1, []]);
  });

  it('is no plain archive that has a file of such a name', async () => {
    const manifest = { name: 'manifest.json', content: '{"manifest_version":3}' };
    const { tree, problems, image: config } = await open(buildTar([manifest, { name: 'index.js' }]));
    expect([[...tree.files.keys()], problems, config]).toEqual([['index.js', 'manifest.json'], [], null]);
  });

  it.each([
    ['x.tar', buildTar([{ name: 'package/package.json' }]), false],
    ['x.tar', Buffer.from('no archive'), false],
    ['x.tar', Buffer.alloc(0), false],
    ['x', layoutTar(ociLayout(SPEC)), true],
  ])('is recognised by the names in it: %s', (name, bytes, is) => {
    expect(image.recognises({ kind: 'archive', name, bytes: bytesInMemory(bytes) })).toBe(is);
  });

  it('reads back whatever its layers leave', async () => {
    const names = fc.constantFrom('a', 'b', 'c/a', 'c/b', 'c/d/e', 'c/d/f');
    const layers = fc.array(fc.dictionary(names, fc.oneof(fc.constant(null), fc.string({ maxLength: 9 }))), {
      minLength: 1,
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(layers, fc.boolean(), async (changes, isGzipped) => {
        const expected = new Map<string, string>();
        for (const [path, content] of changes.flatMap((layer) => Object.entries(layer))) {
          if (content === null) expected.delete(path);
          else expected.set(path, content);
        }
        const parts = changes.map((layer) =>
          Object.entries(layer).flatMap(([path, content]) =>
            content === null ? [{ name: path.replace(/([^/]+)$/, '.wh.$1') }] : fileParts([[path, content]]),
          ),
        );
        const unpacked = await open(layoutTar(ociLayout({ layers: parts, isGzipped })));
        expect(await readAll(unpacked)).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });
});

describe('an image of several platforms', () => {
  const spec = (architecture: string): ImageSpec => ({ architecture, layers: [[{ name: architecture }]] });

  it.each([
    [['arm64', 'amd64'], 'amd64', ['unresolved'], true],
    [['arm64', 's390x'], 'arm64', ['unresolved'], true],
    [['arm64'], 'arm64', [], undefined],
  ])('of %j is read as that of %s', async (...[architectures, chosen, codes, isIncomplete]) => {
    const layout: Layout = new Map();
    setIndex(
      layout,
      architectures.map((architecture) => addImage(layout, spec(architecture))),
    );
    const { tree, problems } = await open(layoutTar(layout));
    expect([...tree.files.keys()]).toEqual([chosen]);
    expect(problems.map(({ code }) => code)).toEqual(codes);
    expect(problems[0]?.affectsCompleteness).toBe(isIncomplete);
    expect(problems[0]?.message ?? `linux/${chosen}`).toContain(`linux/${chosen}`);
  });

  it('may have an index in its index, a statement of origin, and platforms that are not there', async () => {
    const layout: Layout = new Map();
    const away = addImage(new Map(), spec('amd64'));
    const here = addImage(layout, spec('arm64'));
    const platform = { os: 'unknown', architecture: 'unknown' };
    const statement = { ...addBlob(layout, TYPES.manifest, {}), platform };
    setIndex(layout, [addBlob(layout, TYPES.index, { manifests: [away, here, statement] })]);
    const { tree, problems } = await open(layoutTar(layout));
    expect([[...tree.files.keys()], problems]).toEqual([['arm64'], []]);
  });

  it.each([
    ['names another image', (own: ImageSpec) => ({ ...own, layers: [[{ name: 'b' }]] }), true],
    ['names the same image', (own: ImageSpec) => own, false],
  ])('reports whether manifest.json beside its index %s', async (...[, other, isIncomplete]) => {
    const layout = new Map([...dockerArchive(other(spec('amd64'))), ...ociLayout(spec('amd64'))]);
    const { tree, problems } = await open(layoutTar(layout));
    expect([...tree.files.keys()]).toEqual(['amd64']);
    expect(problems.map(({ path, affectsCompleteness }) => [path, affectsCompleteness])).toEqual(
      isIncomplete ? [['manifest.json', true]] : [],
    );
  });

  it('is incomplete when it is several images', async () => {
    const layout: Layout = new Map();
    const other = { ...spec('amd64'), layers: [[{ name: 'b' }]] };
    setIndex(layout, [addImage(layout, spec('amd64')), addImage(layout, other)]);
    const { problems } = await open(layoutTar(layout));
    expect(problems).toEqual([expect.objectContaining({ code: 'unresolved', affectsCompleteness: true })]);
  });
});
