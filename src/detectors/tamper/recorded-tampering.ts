import type { FileTree } from '../../files/index.js';
import type { Package } from '../../model/index.js';
import type { Scanned } from '../../signatures/index.js';
import { findingOf } from './finding.js';
import { doubtReason } from './doubt-reasons.js';
import { notCompared, noteOf } from './not-compared.js';
import type { Records } from './read-records.js';
import { recordedChanges } from './recorded-changes.js';
import { unlistedFiles } from './unlisted-files.js';

const NO_RECORD = noteOf(
  'no RECORD lists their files with hashes, so that changes are not seen; deploy the .dist-info folders as pip or uv writes them',
);

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
    [...(changes.get(one)?.doubts ?? [])].map(
      (doubt) => [nameOf(one.package), doubtReason(doubt, all.source)] as const,
    ),
  );
  const without = records.without.map((one) => [nameOf(one), NO_RECORD] as const);
  const count = all.packages.length + all.without.length;
  return { findings, problems: notCompared([...without, ...doubts], count, 'their RECORD') };
}
