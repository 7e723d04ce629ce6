import { Buffer } from 'node:buffer';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../../src/files/index.js';
import { unpack } from '../../../src/unpackers/index.js';
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
import { buildTar, type TarPart } from '../../support/tar-builder.js';
import { folderOrigin, problemLines } from '../../support/unpack-bytes.js';

const MIB = 1024 * 1024;
const A: TarPart = { name: 'a.js', content: 'A' };
const B: TarPart = { name: 'b.js', content: 'B' };

async function openLayer(layer: readonly TarPart[] | Uint8Array, more: Partial<ImageSpec> = {}) {
  const unpacked = await open(layoutTar(ociLayout({ layers: [[A], layer], ...more })));
  return {
    files: [...unpacked.tree.files.keys()],
    links: unpacked.tree.links,
    lines: problemLines(unpacked),
  };
}

function changed(layout: Layout, path: string, change: (bytes: Buffer) => Uint8Array | undefined): Layout {
  const bytes = change(Buffer.from(layout.get(path) ?? 'absent'));
  if (bytes) layout.set(path, bytes);
  else layout.delete(path);
  return layout;
}

function layerPath(layer: readonly TarPart[]): string {
  return `blobs/sha256/${sha256(buildTar(layer))}`;
}

describe('a hostile layer', () => {
  it.each<[string, readonly TarPart[], readonly string[], readonly string[]]>([
    ['leads out', [{ name: '../x' }, B], ['a.js', 'b.js'], ['!unsafe-path ../x']],
    ['links to nothing', [{ name: 'h', type: '1', linkName: 'no' }], ['a.js'], ['!missing h']],
    [
      'hard-links to outside',
      [{ name: 'h', type: '1', linkName: '../../x' }],
      ['a.js'],
      ['!unsafe-path ../../x', '!missing h'],
    ],
    ['has a device', [{ name: 'dev/null', type: '3' }], ['a.js'], ['unsupported dev/null']],
    ['has a mark without a name', [{ name: '.wh.' }], ['.wh.', 'a.js'], []],
    ['takes away what is outside', [{ name: '.wh...' }, { name: 'x/.wh...' }], ['a.js'], []],
    ['takes away everything', [{ name: '.wh..wh..opq' }, B], ['b.js'], []],
    ['takes away its own file', [{ name: 'n.js' }, { name: '.wh.n.js' }], ['a.js', 'n.js'], []],
  ])('%s', async (...[, parts, files, lines]) => {
    expect(await openLayer(parts)).toMatchObject({ files, lines });
  });

  it('has links that stay in the image however far up they go', async () => {
    const { links, lines } = await openLayer([{ name: 'l', type: '2', linkName: '../../../a.js' }]);
    expect([[...links], lines]).toEqual([[['l', 'a.js']], []]);
  });

  it('is a bomb', async () => {
    const { files, lines } = await openLayer([{ name: 'zeros', content: Buffer.alloc(8 * MIB) }], {
      isGzipped: true,
    });
    expect(files).toEqual(['a.js']);
    expect(lines).toEqual([expect.stringMatching(/^!too-large blobs/)]);
  });

  it.each([
    ['zstd', Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 0]), '!unsupported'],
    ['cut', buildTar([B]).subarray(0, 512), '!malformed'],
    ['no archive', Buffer.from('hello'.repeat(300)), '!malformed'],
    ['nothing, as its digest says', Buffer.alloc(0), undefined],
    ['cut gzip', gzipSync(buildTar([B])).subarray(0, 60), '!malformed'],
  ])('is %s', async (_, layer, line) => {
    const { files, lines } = await openLayer(layer);
    expect(files).toContain('a.js');
    expect(lines[0]?.split(' ')[0]).toBe(line);
  });

  it('is encrypted', async () => {
    const { files, lines } = await openLayer([B], { layerType: `${TYPES.layer}+encrypted` });
    expect([files, lines.every((line) => line.startsWith('!encrypted')), lines.length]).toEqual([
      [],
      true,
      2,
    ]);
  });
});

describe('a hostile image', () => {
  const spec: ImageSpec = { layers: [[A], [B]] };

  it.each<[string, Layout, string]>([
    ['lacks a layer', changed(ociLayout(spec), layerPath([B]), () => undefined), '!missing blobs'],
    [
      'has a layer of another digest',
      changed(ociLayout(spec), layerPath([B]), (bytes) => bytes.fill('C', 512, 513)),
      '!malformed blobs',
    ],
    [
      'has a docker layer of another digest',
      changed(dockerArchive(spec), `${sha256('1')}/layer.tar`, (bytes) => bytes.fill('C', 512, 513)),
      `!malformed ${sha256('1')}/layer.tar`,
    ],
    [
      'lacks a docker layer',
      changed(dockerArchive(spec), `${sha256('1')}/layer.tar`, () => undefined),
      '!missing',
    ],
    [
      'has an index that is no JSON',
      changed(ociLayout(spec), 'index.json', () => Buffer.from('{')),
      '!malformed index.json',
    ],
    [
      'has an index that names nothing',
      changed(ociLayout(spec), 'index.json', () => Buffer.from('{"manifests":[]}')),
      '!missing index.json',
    ],
    [
      'has an index that names a file of the host',
      changed(ociLayout(spec), 'index.json', () =>
        Buffer.from('{"manifests":[{"digest":"sha256:../../../../etc/passwd"}]}'),
      ),
      '!malformed index.json',
    ],
    [
      'has an index of 5 MiB',
      changed(ociLayout(spec), 'index.json', () => Buffer.alloc(5 * MIB, ' ')),
      '!too-large index.json',
    ],
    [
      'has a deep index',
      changed(ociLayout(spec), 'index.json', () => Buffer.alloc(3 * MIB, '[')),
      '!malformed index.json',
    ],
    [
      'has a docker manifest of nothing',
      changed(dockerArchive(spec), 'manifest.json', () => Buffer.from('[]')),
      '!malformed manifest.json',
    ],
    [
      'has a docker manifest that leads out',
      changed(dockerArchive(spec), 'manifest.json', () =>
        Buffer.from('[{"Config":"/etc/passwd","Layers":["../../etc/passwd"]}]'),
      ),
      '!missing',
    ],
    [
      'has code beside it',
      changed(ociLayout(spec), 'index.js', () => Buffer.from('evil')),
      '!unsupported index.js',
    ],
  ])('%s', async (_, layout, line) => {
    const unpacked = await open(layoutTar(layout));
    expect(problemLines(unpacked).some((found) => found.startsWith(line))).toBe(true);
  });

  it('has indexes that name themselves over and over', async () => {
    const layout: Layout = new Map();
    let level = [addImage(layout, spec)];
    for (let depth = 0; depth < 10; depth += 1) {
      level = Array.from({ length: 50 }, (_, index) =>
        addBlob(layout, TYPES.index, { index, depth, manifests: level }),
      );
    }
    setIndex(layout, level);
    const unpacked = await open(layoutTar(layout));
    expect(problemLines(unpacked)).toContain('!missing index.json');
  });

  it('names one layer many times', async () => {
    const layer = [{ name: 'a', content: Buffer.alloc(MIB / 4, 'a') }];
    const layout = ociLayout({ layers: Array.from({ length: 100 }, () => layer) });
    const unpacked = await open(layoutTar(layout), { maxImageBytes: 5 * MIB });
    expect(problemLines(unpacked)).toContain('!too-large');
  });

  it('links blobs to files of the host', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'stowaway-image-'));
    try {
      const secret = join(folder, 'secret.tar');
      writeFileSync(secret, buildTar([{ name: 'secret.js', content: 'S' }]));
      const root = join(folder, 'layout');
      mkdirSync(join(root, 'blobs/sha256'), { recursive: true });
      const path = layerPath([B]);
      for (const [name, bytes] of ociLayout(spec)) if (name !== path) writeFileSync(join(root, name), bytes);
      symlinkSync(secret, join(root, path));
      const unpacked = await unpack(folderOrigin(root), DEFAULT_LIMITS);
      expect([...unpacked.tree.files.keys()]).toEqual(['a.js']);
      expect(problemLines(unpacked)).toEqual([`!missing ${path}`]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('is cut anywhere', async () => {
    const whole = layoutTar(ociLayout(spec));
    for (let at = 512; at < whole.byteLength - 1024; at += 97) {
      const { problems } = await open(whole.subarray(0, at));
      expect(
        problems.some(({ affectsCompleteness }) => affectsCompleteness),
        `at ${at}`,
      ).toBe(true);
    }
  });
});

describe('a descriptor of a size that no blob has', () => {
  it.each([-1, 0.5, 1e300])('%d: the image is refused', async (size) => {
    const layout: Layout = ociLayout({ layers: [[A]] });
    setIndex(layout, [{ ...addImage(layout, { layers: [[A]] }), size }]);
    const unpacked = await open(layoutTar(layout));
    expect([...unpacked.tree.files.keys()]).toEqual([]);
    expect(problemLines(unpacked).some((line) => line.startsWith('!malformed'))).toBe(true);
  });
});
