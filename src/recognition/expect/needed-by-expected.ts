import { MAX_REQUIREMENTS_EXPECTED, MIN_SHARE_REQUIRING_UNSEEN } from '../parameters/expect.js';
import { declaresTypes } from '../features/declares-types.js';
import { packageOfSpecifier } from '../../ecosystems/index.js';
import { isNodeModule } from '../../syntax/index.js';
import { isLikelyRequired } from '../candidates/declared-children.js';
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

/**
 * Requirements of expected packages without code in the index. All requirements count, as the imports of their files are unknown.
 * Packages with code in the index are left out: they would have been recognised.
 */
export function neededByExpected(level: readonly Expected[], recognised: RecognisedText): UnmetRequirement[] {
  const { specifiers, observed } = recognised;
  const indexed = new Set(observed.index.packages.map(({ name }) => name));
  const leftToRunTime = new Set(specifiers.map(packageOfSpecifier));
  return level
    .flatMap((parent) => requiredBy(parent, recognised))
    .filter(
      ({ name }) =>
        !indexed.has(name) && !leftToRunTime.has(name) && !isNodeModule(name) && !declaresTypes(name),
    );
}
