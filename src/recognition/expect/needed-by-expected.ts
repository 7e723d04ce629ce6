import {
  MAX_REQUIREMENTS_EXPECTED,
  MIN_RECOGNISABLE_WEIGHT,
  MIN_SHARE_REQUIRING_UNSEEN,
} from '../parameters/expect.js';
import { declaresTypes } from '../features/declares-types.js';
import { packageOfSpecifier } from '../../ecosystems/index.js';
import { groupBy } from '../../model/index.js';
import { isNodeModule } from '../../syntax/index.js';
import { isLikelyRequired } from '../candidates/declared-children.js';
import type { IndexedPackage } from '../index/fingerprint-index.js';
import { filesByPackage } from '../index/files-by-package.js';
import { guessOf, type Expected, type UnmetRequirement } from './expectations.js';
import { indexedManifests } from '../likelihood/manifests.js';
import type { RecognisedText } from '../recognised-text.js';

/** Requirements of an expected package's newest version that most other candidates have, too, with the ranges of all. */
function requiredBy(parent: Expected, { observed: { index } }: RecognisedText): UnmetRequirement[] {
  const manifests = indexedManifests(index, parent.name, new Set(parent.versions));
  const newest = guessOf(parent) ?? '';
  const required = manifests.get(newest) ?? new Map<string, string>();
  if (required.size > MAX_REQUIREMENTS_EXPECTED) return [];
  return [...required]
    .filter(([name]) =>
      isLikelyRequired(name, { likeliest: newest, least: MIN_SHARE_REQUIRING_UNSEEN }, manifests),
    )
    .map(([name, likely]) => ({
      name,
      dependent: parent.name,
      dependentVersion: newest,
      isImported: false,
      ranges: new Set([...manifests.values()].flatMap((manifest) => manifest.get(name) ?? [])),
      likely,
    }));
}

/** Returns whether the code of a package would have been recognised: the index has enough of it. */
function recognisable({ observed: { index }, weigh }: RecognisedText): (name: string) => boolean {
  const owners = groupBy(index.packages, ({ name }) => [name]);
  const files = filesByPackage(index);
  const weightOf = (owner: IndexedPackage): number =>
    (files.get(owner) ?? []).reduce((sum, file) => sum + Math.max(0, ...weigh(file)), 0);
  return (name) => owners.get(name)?.some((owner) => weightOf(owner) >= MIN_RECOGNISABLE_WEIGHT) ?? false;
}

/**
 * Requirements of expected packages. All requirements count, as the imports of their files are unknown. Packages whose code would have
 * been recognised are left out.
 */
export function neededByExpected(level: readonly Expected[], recognised: RecognisedText): UnmetRequirement[] {
  const isRecognisable = recognisable(recognised);
  const leftToRunTime = new Set(recognised.specifiers.map(packageOfSpecifier));
  return level
    .flatMap((parent) => requiredBy(parent, recognised))
    .filter(
      ({ name }) =>
        !isRecognisable(name) && !leftToRunTime.has(name) && !isNodeModule(name) && !declaresTypes(name),
    );
}
