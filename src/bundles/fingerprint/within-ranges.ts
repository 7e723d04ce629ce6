import { importsOf } from './declared-children.js';
import type { Named } from './look-deeper.js';
import type { ManifestSource, Manifests } from './manifests.js';
import type { NamedCopy } from './name-copies.js';
import { fitterOfRanges, type Fits } from './versions-to-try.js';

/** That a copy imports a package which is there. */
interface Ask {
  /** Place of the copy. */
  readonly asker: number;
  readonly name: string;
  readonly manifests: Manifests;
  /** Places of the copies that it can be given. */
  readonly targets: readonly number[];
}

/** Narrowing one copy can narrow the next: a tree is not deeper than this where it matters. */
const MAX_ROUNDS = Number(process.env.ROUNDS??6);

async function asksIn({ copies, recognised }: Named, source: ManifestSource): Promise<Ask[]> {
  const asks = copies.map(async (copy, asker): Promise<Ask[]> => {
    const manifests = await source(copy.name, new Set(copy.bracket));
    return [...importsOf(copy, recognised)].flatMap((name): Ask[] => {
      const targets = copies.flatMap((other, place) => (other.name === name && place !== asker ? [place] : []));
      return targets.length === 0 ? [] : [{ asker, name, manifests, targets }];
    });
  });
  return (await Promise.all(asks)).flat();
}

/** Versions that each copy can still be of, by its place. */
type Brackets = (readonly string[])[];

/** The ranges of an ask, by every version that the asker can be of; null when one of them may not ask. */
function rangesOf({ asker, name, manifests }: Ask, brackets: Brackets): string[] | null {
  const asking = new Set((brackets[asker] ?? []).map((version) => manifests.get(version)?.get(name)));
  const ranges = [...asking].filter((range) => range !== undefined);
  return asking.has(undefined) || ranges.length === 0 ? null : ranges;
}

/** What of a bracket some ranges leave. */
function within(bracket: readonly string[], ranges: readonly string[], fits: Fits): string[] {
  return bracket.filter((version) => ranges.some((range) => fits(version, range)));
}

/** Takes from what a copy can be of the versions that ask for what nothing there can be. */
function narrowAsker(ask: Ask, brackets: Brackets, fits: Fits): void {
  const { asker, name, manifests, targets } = ask;
  const rangeOf = (version: string): string | undefined => manifests.get(version)?.get(name);
  const isMet = (version: string): boolean => {
    const range = rangeOf(version);
    return range !== undefined && targets.some((target) => within(brackets[target] ?? [], [range], fits).length > 0);
  };
  const bracket = brackets[asker] ?? [];
  if (!process.env.NOBACK&&bracket.some(isMet)) brackets[asker] = bracket.filter((version) => rangeOf(version) === undefined || isMet(version));
}

/** Takes from what a copy can be of the versions that are in no range of somebody who can be given it alone. */
function narrowTarget(place: number, asks: readonly Ask[], state: { brackets: Brackets; fits: Fits }): void {
  const { brackets, fits } = state;
  const bracket = brackets[place] ?? [];
  let left: readonly string[] = bracket;
  for (const ask of asks) {
    const ranges = rangesOf(ask, brackets);
    if (!ranges) continue;
    const isGiven = (target: number): boolean => within(brackets[target] ?? [], ranges, fits).length > 0;
    if (ask.targets.some((target) => target !== place && isGiven(target))) continue;
    left = within(left, ranges, fits);
  }
  if (left.length > 0) brackets[place] = left;
}

function countOf(brackets: Brackets): number {
  return brackets.reduce((sum, { length }) => sum + length, 0);
}

/** The copy with what is left of it; of what others ask for installers take the newest. */
function narrowed(copy: NamedCopy, bracket: readonly string[], isAsked: boolean): NamedCopy {
  const plausible = copy.plausible.filter((version) => bracket.includes(version));
  const newest = bracket.at(-1);
  const likeliest = isAsked || plausible.length === 0 ? newest : plausible[0];
  return likeliest === undefined
    ? copy
    : { ...copy, bracket, plausible: [likeliest, ...plausible.filter((version) => version !== likeliest)] };
}

/**
 * Leaves in brackets what installers could have chosen: versions in the ranges that the other packages of the bundle ask for,
 * and that ask for what is there. Nothing is taken where nothing would be left: a name that was replaced, an override, or a copy
 * that was not recognised.
 */
export async function withinRanges(named: Named, source: ManifestSource): Promise<Named> {
  const asks = await asksIn(named, source);
  const fits = fitterOfRanges();
  const brackets: Brackets = named.copies.map(({ bracket }) => bracket);
  const asksOf = named.copies.map((_copy, place) => asks.filter(({ targets }) => targets.includes(place)));
  for (let round = 0, count = -1; round < MAX_ROUNDS && count !== countOf(brackets); round += 1) {
    count = countOf(brackets);
    for (const [place, own] of asksOf.entries()) narrowTarget(place, own, { brackets, fits });
    for (const ask of asks) narrowAsker(ask, brackets, fits);
  }
  const copies = named.copies.map((copy, place) =>
    narrowed(copy, brackets[place] ?? [], (asksOf[place] ?? []).length > 0),
  );
  return { ...named, copies };
}
