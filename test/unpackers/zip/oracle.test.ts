import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mutate, randomOf } from '../../support/archive-fuzzer.js';
import { ARCHIVE_SEEDS } from '../../support/archive-seeds.js';
import { openZipBytes } from '../../support/open-archive-bytes.js';
import { listTree, unseenFiles } from '../../support/unseen-files.js';
import { buildZip, type ZipPart } from '../../support/zip-builder.js';
import { listWithYauzl } from '../../support/zip-oracle.js';

async function unseen(bytes: Uint8Array): Promise<readonly string[]> {
  const [ours, theirs] = await Promise.all([openZipBytes(bytes), listWithYauzl(bytes)]);
  const paths = await unseenFiles(ours, theirs);
  // yauzl knows no links: it gives their targets as contents.
  return paths.filter((path) => !ours.tree.links.has(path));
}

const segment = fc.string({
  unit: fc.constantFrom('a', 'b', 'Z', '0', '_', '-'),
  minLength: 1,
  maxLength: 20,
});
const parts = fc
  .array(
    fc.record({
      name: fc.array(segment, { minLength: 1, maxLength: 4 }).map((segments) => segments.join('/')),
      content: fc.uint8Array({ maxLength: 2000 }),
      method: fc.constantFrom(0, 8),
      dataDescriptor: fc.boolean(),
    }),
    { maxLength: 8 },
  )
  // Names that differ by their folders' case, or are a folder of another, are the subject of other tests.
  .map((all) => [...new Map(all.map((one) => [one.name.split('/')[0]?.toLowerCase(), one])).values()]);

describe('zip archives as yauzl reads them', () => {
  it('generated archives hold the same files and bytes', async () => {
    await fc.assert(
      fc.asyncProperty(parts, fc.boolean(), async (all: readonly ZipPart[], isWide) => {
        const bytes = buildZip(all, isWide ? { zip64: {}, comment: 'a comment' } : {});
        const ours = await openZipBytes(bytes).then(listTree);
        expect(ours.files).toEqual(await listWithYauzl(bytes));
        expect([ours.problems, ours.unread]).toEqual([[], []]);
      }),
      { numRuns: 150 },
    );
  });

  it.each([...ARCHIVE_SEEDS].filter(([name]) => name.endsWith('.zip')))(
    '%s and its mutants: all that it sees is seen, or there is a problem',
    async (_name, bytes) => {
      const failures: string[] = [];
      for (let seed = 0; seed < 400; seed += 1) {
        const missing = await unseen(seed === 0 ? bytes : mutate(bytes, randomOf(seed)));
        if (missing.length > 0) failures.push(`${seed}: ${missing.join()}`);
      }
      expect(failures).toEqual([]);
    },
  );
});

/** Archives made by hand that readers read differently. */
const HOSTILE: readonly (readonly [what: string, parts: readonly ZipPart[]])[] = [
  [
    'two files of one name',
    [
      { name: 'a.js', content: '1' },
      { name: 'a.js', content: '2' },
    ],
  ],
  ['an entry that says it is a link', [{ name: 'a.js', content: 'x', mode: 0o120777 }]],
  ['a folder with content', [{ name: 'a/', content: 'x' }]],
  ['another name in the local header', [{ name: 'a.js', content: 'x', local: { name: 'b.js' } }]],
  ['another size in the local header', [{ name: 'a.js', content: 'long', local: { size: 1 } }]],
  ['a backslash', [{ name: 'a\\b.js', content: 'x', host: 0 }]],
  ['an absolute path', [{ name: '/a.js', content: 'x' }]],
  ['a path that leaves the folder', [{ name: '../a.js', content: 'x' }]],
  ['an encrypted entry', [{ name: 'a.js', content: 'x', flags: 1 }]],
  ['a method that nobody knows', [{ name: 'a.js', content: 'x', method: 99 }]],
  [
    'two records of one entry',
    [
      { name: 'a.js', content: 'x' },
      { name: 'b.js', sharesWith: 0 },
    ],
  ],
];

describe('hostile archives: our reader sees what yauzl sees, or reports a problem', () => {
  it.each(HOSTILE)('%s', async (_what, all) => {
    expect(await unseen(buildZip(all))).toEqual([]);
  });
});
