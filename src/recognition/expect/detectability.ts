import { MIN_DETECTABLE_WEIGHT, MAX_SHARE_OF_SHELL } from '../parameters/expect.js';
import type { IndexedPackage } from '../index/fingerprint-index.js';
import { filesByPackage } from '../index/files-by-package.js';
import { groupBy } from '../../model/index.js';
import { guessOf, type Expected } from './expectations.js';
import type { RecognisedText } from '../recognised-text.js';
import { ascending } from '../likelihood/versions-to-try.js';

/** Ordinal of a version, or of the indexed version before it; the first one if there is none before. */
function ordinalNear({ versions }: IndexedPackage, version: string): number {
  const known = ascending([...versions, version]);
  const before = known.slice(0, known.indexOf(version) + 1).findLast((each) => versions.includes(each));
  return Math.max(0, versions.indexOf(before ?? ''));
}

/**
 * Returns whether the code of an expected package would have been recognised, so that the package is absent. It concerns requirements
 * of release-train members only: code moves between members, and the present owner may not require the former one. A package is
 * detectable if an index has it with enough weight; a member also if its release is a shell that leaves no code.
 */
export function detectability({
  observed: { index },
  snapshots,
  weigh,
}: Pick<RecognisedText, 'observed' | 'snapshots' | 'weigh'>): (expected: Expected) => boolean {
  const byName = groupBy(index.packages, ({ name }) => [name]);
  const files = filesByPackage(index);
  const isMember = (name: string): boolean => snapshots.versions.has(name);
  const showsAt = (owner: IndexedPackage, version: string): boolean => {
    const weights = (files.get(owner) ?? []).map(weigh);
    const at = ordinalNear(owner, version);
    if (!isMember(owner.name)) return weights.some((each) => (each[at] ?? 0) >= MIN_DETECTABLE_WEIGHT);
    const whole = owner.versions
      .slice(0, at + 1)
      .map((_version, ordinal) => weights.reduce((sum, each) => sum + (each[ordinal] ?? 0), 0));
    return (whole.at(-1) ?? 0) <= MAX_SHARE_OF_SHELL * Math.max(...whole);
  };
  return (expected) => {
    const [{ dependent }] = expected.needs;
    const version = guessOf(expected);
    if (version === undefined || !isMember(dependent)) return false;
    return byName.get(expected.name)?.some((owner) => showsAt(owner, version)) ?? false;
  };
}
