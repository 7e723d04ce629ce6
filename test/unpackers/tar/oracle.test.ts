import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openTarBytes } from '../../support/open-archive-bytes.js';
import { mutate, randomOf } from '../../support/archive-fuzzer.js';
import { ARCHIVE_SEEDS } from '../../support/archive-seeds.js';
import {
  base256,
  buildTar,
  longName,
  pax,
  tarBody,
  withRightChecksums,
  type TarPart,
} from '../../support/tar-builder.js';
import { listWithTar, type TarListing } from '../../support/tar-oracle.js';
import { listTree, unseenFiles } from '../../support/unseen-files.js';

/** Differences that are no defect of ours, with the reason. */
const KNOWN: readonly (readonly [why: string, applies: (theirs: TarListing, path: string) => boolean])[] = [
  [
    'tar passes over a header that it finds wrong, and warns; ours reads the entry, so that more is seen',
    ({ warnings }) => warnings.includes('TAR_ENTRY_INVALID'),
  ],
  [
    'tar puts U+FFFD into names that are no UTF-8; our names keep the bytes apart',
    (_, path) => path.includes('\uFFFD'),
  ],
];

/** Files that `tar` sees and our reader does not see with the same bytes; none if our reader reports a problem. */
async function unseen(bytes: Uint8Array): Promise<readonly string[]> {
  const [ours, theirs] = await Promise.all([openTarBytes(bytes), listWithTar(bytes)]);
  const paths = await unseenFiles(ours, theirs.files);
  return paths.filter((path) => !KNOWN.some(([, applies]) => applies(theirs, path)));
}

const segment = fc.string({
  unit: fc.constantFrom('a', 'b', 'Z', '0', '.', '_', '-', 'é', '日'),
  minLength: 1,
  maxLength: 40,
});
const path = fc
  .array(segment, { minLength: 1, maxLength: 6 })
  .map((segments) => segments.join('/'))
  .filter((text) => !text.split('/').some((part) => /^\.+$/.test(part)));
const content = fc.uint8Array({ maxLength: 2000 });

/** A file as one of the writers writes it: short or long by pax, GNU's long name, or ustar's prefix. */
const file = fc
  .record({ path, content, form: fc.constantFrom('pax', 'gnu', 'plain', 'old', 'wide') })
  .map(({ path: name, content: bytes, form }): { name: string; parts: TarPart[] } => {
    const isShort = Buffer.byteLength(name) <= 100;
    if (form === 'gnu')
      return { name, parts: [longName(name), { name: 'cut', content: bytes, magic: 'gnu' }] };
    if (form === 'pax' || !isShort)
      return { name, parts: [pax({ path: name }), { name: 'cut', content: bytes }] };
    if (form === 'old') return { name, parts: [{ name, content: bytes, magic: 'v7', type: '\0' }] };
    const size = form === 'wide' ? { size: base256(bytes.length) } : {};
    return { name, parts: [{ name, content: bytes, ...size }] };
  });

/** Files of distinct names, none of which is a folder of another. */
const files = fc
  .array(file, { maxLength: 8 })
  .map((all) => [...new Map(all.map((one) => [one.name.toLowerCase(), one])).values()])
  .filter((all) =>
    all.every(
      ({ name }) => !all.some((other) => other.name.toLowerCase().startsWith(`${name.toLowerCase()}/`)),
    ),
  );

describe('tar archives as `tar`, npm’s reader, reads them', () => {
  it('generated archives hold the same files and bytes', async () => {
    await fc.assert(
      fc.asyncProperty(files, fc.boolean(), async (all, isGzipped) => {
        const plain = buildTar(all.flatMap(({ parts }) => parts));
        const bytes = isGzipped ? gzipSync(plain) : plain;
        const [ours, theirs] = await Promise.all([openTarBytes(bytes).then(listTree), listWithTar(bytes)]);
        expect(ours.files).toEqual(theirs.files);
        expect([ours.problems, ours.unread]).toEqual([[], []]);
      }),
      { numRuns: 150 },
    );
  });

  it.each([...ARCHIVE_SEEDS].filter(([name]) => /plain\.tar|tgz$/.test(name)))(
    '%s: all that it sees is seen',
    async (_name, bytes) => {
      expect(await unseen(bytes)).toEqual([]);
    },
  );

  it('for mutated archives, our reader sees the same files, or reports a problem', async () => {
    const failures: string[] = [];
    for (const [name, bytes] of ARCHIVE_SEEDS) {
      if (!/plain\.tar|stored\.tgz/.test(name)) continue;
      for (let seed = 0; seed < 400; seed += 1) {
        const mutated = mutate(bytes, randomOf(seed));
        const signed = name === 'plain.tar' ? withRightChecksums(mutated) : mutated;
        const missing = await unseen(signed);
        if (missing.length > 0) failures.push(`${name} ${seed}: ${missing.join()}`);
      }
    }
    expect(failures).toEqual([]);
  });
});

/** Archives made by hand that readers read differently. */
const HOSTILE: readonly (readonly [what: string, bytes: () => Buffer])[] = [
  [
    'two files of one name',
    () =>
      buildTar([
        { name: 'a', content: '1' },
        { name: 'a', content: '2' },
      ]),
  ],
  ['a size of pax records', () => buildTar([pax({ size: '4' }), { name: 'a', content: 'long', size: 0 }])],
  [
    'a negative size',
    () =>
      buildTar([
        { name: 'a', content: 'x', size: base256(-1) },
        { name: 'b', content: 'y' },
      ]),
  ],
  [
    'entries behind the end mark',
    () => Buffer.concat([buildTar([{ name: 'a' }]), buildTar([{ name: 'b.js', content: 'x' }])]),
  ],
  ['no end mark', () => tarBody([{ name: 'a', content: 'x' }])],
  [
    'a wrong checksum',
    () =>
      buildTar([
        { name: 'a', content: 'x', checksum: '000000\0 ' },
        { name: 'b', content: 'y' },
      ]),
  ],
  ['a signed checksum', () => buildTar([{ name: 'é', content: 'x', signedChecksum: true }])],
  ['a folder with content', () => buildTar([{ name: 'a/', content: 'x', type: '5' }])],
  ['a type that nobody knows', () => buildTar([{ name: 'a.js', content: 'x', type: 'Z' }])],
  ['a contiguous file', () => buildTar([{ name: 'a.js', content: 'x', type: '7' }])],
  ['global pax records', () => buildTar([pax({ path: 'all' }, 'g'), { name: 'a', content: 'x' }])],
  ['a name that is cut by a zero', () => buildTar([pax({ path: 'a\0b' }), { name: 'c', content: 'x' }])],
  ['a path that leaves the folder', () => buildTar([{ name: '../a', content: 'x' }])],
  ['an absolute path', () => buildTar([{ name: '/a', content: 'x' }])],
  ['a prefix', () => buildTar([{ name: 'b', prefix: 'a', content: 'x' }])],
  [
    'a link',
    () =>
      buildTar([
        { name: 'b', type: '2', linkName: 'a' },
        { name: 'a', content: 'x' },
      ]),
  ],
];

describe('hostile archives: our reader sees what `tar` sees, or reports a problem', () => {
  it.each(HOSTILE)('%s', async (_what, bytes) => {
    expect(await unseen(bytes())).toEqual([]);
  });
});
