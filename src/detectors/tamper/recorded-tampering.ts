import type { FileTree } from '../../files/index.js';
import type { Package } from '../../model/index.js';
import type { Scanned } from '../../signatures/index.js';
import { findingOf } from './finding.js';
import { gap, notCompared, type Reason } from './not-compared.js';
import type { Records } from './read-records.js';
import { recordedChanges, type Doubt } from './recorded-changes.js';
import { unlistedFiles } from './unlisted-files.js';

function note(text: string): Reason {
  return { text, isGap: false };
}

const NO_RECORD = note(
  'no RECORD lists their files with hashes, so that changes are not seen; deploy the .dist-info folders as pip or uv writes them',
);

/** What is said where a hash decides nothing. */
export const DOUBTS: Readonly<Record<Doubt, Reason>> = {
  unhashed: note('RECORD has no hash of some of their files; install them again with pip or uv'),
  weak: note('RECORD has only weak hashes (MD5, SHA-1) of some files, which prove nothing'),
  stripped: note('machine code is shorter than recorded and has no symbols, as strip leaves it'),
  moved: note('commands start another Python than recorded, as installers and moved environments write them'),
  rebuilt: note('Conda changes machine code after it wrote RECORD'),
  shortened: gap(
    'nearly all sources are shorter than recorded, as minifiers leave them; deploy them as they were installed',
  ),
  unread: gap('files could not be read; pack the artifact again from a fresh installation'),
};

function nameOf({ name, version }: Package): string {
  return version === null ? name : `${name} ${version}`;
}

/**
 * Packages of Python against the hashes that their installers recorded.
 * @param published ids of packages that were compared with what was published, which says more.
 */
export async function recordedTampering(
  tree: FileTree,
  all: Records,
  published: ReadonlySet<string>,
): Promise<Scanned> {
  const isLeft = ({ id }: Package): boolean => !published.has(id);
  const records = {
    ...all,
    packages: all.packages.filter((one) => isLeft(one.package)),
    without: all.without.filter(isLeft),
  };
  const changes = await recordedChanges(tree, records);
  const added = await unlistedFiles(tree, records);
  const findings = records.packages.flatMap((one) => {
    const differences = [...(changes.get(one)?.differences ?? []), ...(added.get(one) ?? [])];
    return findingOf(one.package, differences, 'is not as its RECORD lists it') ?? [];
  });
  const doubts = records.packages.flatMap((one) =>
    [...(changes.get(one)?.doubts ?? [])].map((doubt) => [nameOf(one.package), DOUBTS[doubt]] as const),
  );
  const without = records.without.map((one) => [nameOf(one), NO_RECORD] as const);
  const count = all.packages.length + all.without.length;
  return { findings, problems: notCompared([...without, ...doubts], count, 'their RECORD') };
}
