import type { FingerprintIndex, IndexedPackage } from '../index/fingerprint-index.js';
import type { PackageFacts } from '../facts/package-facts.js';
import type { TextFacts, OriginalFile } from '../../evidence/index.js';
import { candidateVersions } from '../likelihood/candidate-versions.js';
import { filesByPackage } from '../index/files-by-package.js';
import type { RecognisedCopy } from '../recognised-copy.js';

/** How many files of a copy are equal to a version's files, and how many differ. */
export interface Match {
  readonly same: number;
  readonly other: number;
}

/** By version, for the versions that the files were compared with. */
export type Matches = ReadonlyMap<string, Match>;

type ByPath = ReadonlyMap<string, OriginalFile>;

function byPath(originals: readonly OriginalFile[]): ByPath {
  return new Map(originals.map((file) => [file.path, file]));
}

function isSame({ hash, size }: OriginalFile, text: TextFacts): boolean {
  return hash === null ? size === text.size : hash === text.hash;
}

/** Compares files with those of a version's facts. */
export function matchFacts(originals: readonly OriginalFile[], { files }: PackageFacts): Match {
  const known = byPath(originals);
  const compared = files.flatMap(({ path, text }) => {
    const file = known.get(path);
    return file ? [isSame(file, text)] : [];
  });
  const same = compared.filter(Boolean).length;
  return { same, other: compared.length - same };
}

function matchEntry(known: ByPath, entry: IndexedPackage, index: FingerprintIndex): Map<string, Match> {
  const files = filesByPackage(index).get(entry) ?? [];
  const counts = entry.versions.map(() => ({ same: 0, other: 0 }));
  for (const text of entry.texts) {
    const file = known.get(files[text.file]?.path ?? '');
    if (!file) continue;
    const kind = isSame(file, text) ? 'same' : 'other';
    for (const ordinal of entry.sets[text.set] ?? []) {
      const count = counts[ordinal];
      if (count) count[kind] += 1;
    }
  }
  return new Map(entry.versions.map((version, at) => [version, counts[at] ?? { same: 0, other: 0 }]));
}

/** Compares files with those of every indexed version of a package, if the index has their texts. */
export function matchIndexed(
  name: string,
  originals: readonly OriginalFile[],
  index: FingerprintIndex,
): Map<string, Match> {
  if (originals.length === 0) return new Map();
  const entries = index.packages.filter((each) => each.name === name && each.texts.length > 0);
  return new Map(entries.flatMap((entry) => [...matchEntry(byPath(originals), entry, index)]));
}

/** The versions with which all compared files are equal. */
export function sameIn(matches: Matches): string[] {
  return [...matches].filter(([, { same, other }]) => same > 0 && other === 0).map(([version]) => version);
}

/**
 * Narrows a copy to the versions with equal files, and those between them and the nearest ones with other files. If no version has
 * equal files, the compared versions with other files are removed.
 */
export function withMatches(
  copy: RecognisedCopy,
  matches: Matches,
  published: readonly string[],
): RecognisedCopy {
  const same = sameIn(matches);
  if (same.length === 0) {
    const open = copy.candidateVersions.filter((version) => !matches.get(version)?.other);
    return open.length > 0 ? { ...copy, candidateVersions: open } : copy;
  }
  const versions = candidateVersions({
    published,
    tested: new Set(matches.keys()),
    plausible: new Set(same),
  });
  const both = versions.filter((version) => copy.candidateVersions.includes(version));
  const candidates = both.length > 0 ? both : versions;
  // Installers take the newest of versions with the same code.
  const plausible = candidates.filter((version) => same.includes(version)).reverse();
  const note = `its files are as in ${plausible[0] ?? same.at(-1) ?? ''}`;
  return {
    ...copy,
    candidateVersions: candidates,
    plausible: plausible.length > 0 ? plausible : same.reverse(),
    note,
    isStated: true,
  };
}
