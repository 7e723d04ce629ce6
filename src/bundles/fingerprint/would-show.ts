import type { IndexedPackage } from '../../fingerprints/index.js';
import { filesByPackage } from './files-by-package.js';
import { groupBy } from './group-by.js';
import { guessOf, type Expected } from './expectations.js';
import type { Recognised } from './recognise.js';
import { ascending } from './versions-to-try.js';

/** A file that weighs as much is recognised where it is: hardly anything is left of it otherwise. */
const LEAST_SEEN = 100;
/** A release of so little of what earlier ones were only hands on what was put elsewhere. */
const MOST_OF_SHELL = 0.35;

/** The indexed version that a version is, or comes after; the first one where it comes after none. */
function ordinalNear({ versions }: IndexedPackage, version: string): number {
  const known = ascending([...versions, version]);
  const before = known.slice(0, known.indexOf(version) + 1).findLast((each) => versions.includes(each));
  return Math.max(0, versions.indexOf(before ?? ''));
}

/**
 * Says of a package that a family of packages released together is said to ask for whether its code would have been recognised, so that
 * it is not there: an index has it, and it is enough to be seen. Code of such families moves from member to member, and who has it now may
 * not ask for what was asked for before. Of members, releases that are shells leave nothing in a bundle.
 */
export function showTester({
  observed: { index },
  lines,
  weigh,
}: Pick<Recognised, 'observed' | 'lines' | 'weigh'>): (expected: Expected) => boolean {
  const byName = groupBy(index.packages, ({ name }) => [name]);
  const files = filesByPackage(index);
  const isMember = (name: string): boolean => lines.versions.has(name);
  const showsAt = (owner: IndexedPackage, version: string): boolean => {
    const weights = (files.get(owner) ?? []).map(weigh);
    const at = ordinalNear(owner, version);
    if (!isMember(owner.name)) return weights.some((each) => (each[at] ?? 0) >= LEAST_SEEN);
    const whole = owner.versions
      .slice(0, at + 1)
      .map((_version, ordinal) => weights.reduce((sum, each) => sum + (each[ordinal] ?? 0), 0));
    return (whole.at(-1) ?? 0) <= MOST_OF_SHELL * Math.max(...whole);
  };
  return (expected) => {
    const [{ asker }] = expected.needs;
    const version = guessOf(expected);
    if (version === undefined || !isMember(asker)) return false;
    return byName.get(expected.name)?.some((owner) => showsAt(owner, version)) ?? false;
  };
}
