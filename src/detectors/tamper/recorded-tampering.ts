import type { FileTree } from '../../files/index.js';
import type { Package } from '../../model/index.js';
import type { Detection } from '../detector.js';
import { findingOf } from './finding.js';
import { gap, notCompared, type Reason } from './not-compared.js';
import { readRecords } from './read-records.js';
import { recordedChanges, type Doubt } from './recorded-changes.js';
import { unlistedFiles } from './unlisted-files.js';

function note(text: string): Reason {
  return { text, isGap: false };
}

const NO_RECORD = note(
  'no RECORD lists their files with hashes, so that changes are not seen; deploy the .dist-info folders as pip or uv writes them',
);

const REASONS: Readonly<Record<Doubt, Reason>> = {
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

/** Packages of Python against the hashes that their installers recorded. */
export async function recordedTampering(tree: FileTree, packages: readonly Package[]): Promise<Detection> {
  const records = await readRecords(tree, packages);
  const changes = await recordedChanges(tree, records);
  const added = await unlistedFiles(tree, records);
  const findings = records.packages.flatMap((one) => {
    const differences = [...(changes.get(one)?.differences ?? []), ...(added.get(one) ?? [])];
    return findingOf(one.package, differences, 'is not as its RECORD lists it') ?? [];
  });
  const doubts = records.packages.flatMap((one) =>
    [...(changes.get(one)?.doubts ?? [])].map((doubt) => [nameOf(one.package), REASONS[doubt]] as const),
  );
  const without = records.without.map((one) => [nameOf(one), NO_RECORD] as const);
  const all = records.packages.length + records.without.length;
  return { findings, problems: notCompared([...without, ...doubts], all, 'their RECORD') };
}
