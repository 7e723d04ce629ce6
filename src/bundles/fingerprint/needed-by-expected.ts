import { declaresTypes, packageOfSpecifier } from '../../fingerprints/index.js';
import { isNodeModule } from '../../syntax/index.js';
import { isLikelyAsked } from './declared-children.js';
import { indexedManifests } from './manifests.js';
import type { Recognised } from './recognise.js';
import { versionsInRange } from './versions-to-try.js';

/** A package that must be there although its code was not recognised. */
export interface Expected {
  readonly name: string;
  /** The first package that asks for it, and its likeliest version. */
  readonly parent: string;
  /** Whether a file of that package imports it which is there. */
  readonly isImported: boolean;
  /** The ranges of each that asks, by every version that it can be of. */
  readonly asks: ReadonlySet<string>[];
  /** The range that the likeliest version of each asks for. */
  readonly likely: string[];
}

/** The same with the versions that it can be of; none when not all are known that there are. */
export interface Resolved {
  readonly expected: Expected;
  readonly versions: readonly string[];
}

/** The newest that the likeliest versions of who asks can be given, of as many of them as can be given the same. */
export function guessOf({ expected: { likely }, versions }: Resolved): string | undefined {
  const left = likely.reduce<readonly string[]>((all, range) => {
    const fitting = versionsInRange(all, range);
    return fitting.length > 0 ? fitting : all;
  }, versions);
  return left.at(-1);
}

/** Of a package that requires more only a part may be there: it is a collection. */
const MOST_REQUIRED = 15;

/** What the newest version requires that installers give, and most others that it can be; with the ranges of all. */
function requiredBy(parent: Resolved, { observed: { index } }: Recognised): Expected[] {
  const { expected, versions } = parent;
  const manifests = indexedManifests(index, expected.name, new Set(versions));
  const newest = guessOf(parent) ?? '';
  const required = manifests.get(newest) ?? new Map<string, string>();
  if (required.size > MOST_REQUIRED) return [];
  return [...required]
    .filter(([name]) => isLikelyAsked(name, newest, manifests))
    .map(([name, range]) => ({
      name,
      parent: `${expected.name} ${newest}`,
      isImported: false,
      asks: [new Set([...manifests.values()].flatMap((manifest) => manifest.get(name) ?? []))],
      likely: [range],
    }));
}

/**
 * What packages need whose code is not in the index: all that they require, as nothing tells what their files import. Of packages
 * that the index has, the code would have been recognised.
 */
export function neededByExpected(level: readonly Resolved[], recognised: Recognised): Expected[] {
  const { specifiers, observed } = recognised;
  const indexed = new Set(observed.index.packages.map(({ name }) => name));
  const left = new Set(specifiers.map(packageOfSpecifier));
  const needed = new Map<string, Expected>();
  for (const each of level.flatMap((parent) => requiredBy(parent, recognised))) {
    const { name } = each;
    if (indexed.has(name) || left.has(name) || isNodeModule(name) || declaresTypes(name)) continue;
    const known = needed.get(name);
    known?.asks.push(...each.asks);
    known?.likely.push(...each.likely);
    if (!known) needed.set(name, each);
  }
  return [...needed.values()];
}
