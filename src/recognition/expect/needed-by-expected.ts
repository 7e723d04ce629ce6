import { MAX_REQUIREMENTS_EXPECTED, MIN_SHARE_REQUIRING_UNSEEN } from '../parameters/expect.js';
import { declaresTypes } from '../features/declares-types.js';
import { packageOfSpecifier } from '../../ecosystems/index.js';
import { isNodeModule } from '../../syntax/index.js';
import { isLikelyRequired } from '../candidates/declared-children.js';
import { guessOf, type Expected, type UnmetRequirement } from './expectations.js';
import { indexedManifests } from '../likelihood/manifests.js';
import type { RecognisedText } from '../recognised-text.js';

/** What the newest version requires that installers give, and most others that it can be; with the ranges of all. */
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
 * What packages need whose code is not in the index: all that they require, as nothing tells what their files import. Of packages
 * that the index has, the code would have been recognised.
 */
export function neededByExpected(level: readonly Expected[], recognised: RecognisedText): UnmetRequirement[] {
  const { specifiers, observed } = recognised;
  const indexed = new Set(observed.index.packages.map(({ name }) => name));
  const left = new Set(specifiers.map(packageOfSpecifier));
  return level
    .flatMap((parent) => requiredBy(parent, recognised))
    .filter(
      ({ name }) => !indexed.has(name) && !left.has(name) && !isNodeModule(name) && !declaresTypes(name),
    );
}
