import type { FollowedPlaces } from './followed-code.js';

/** What is known of a script before it is followed. */
interface Followable {
  /** Names of the packages whose code is in it. */
  readonly bundled: readonly string[];
  /** Whether it is the application's, and short enough to be followed whole. */
  readonly isShort: boolean;
  /** Whether it is of a package that many know. */
  readonly isPopular: boolean;
  /** Modules whose members rules name. */
  readonly modules: ReadonlySet<string>;
  /** Places of interest, by files. */
  readonly around: ReadonlyMap<string, readonly number[]>;
}

/** How a script is followed: the first way that finds what a rule is about counts. */
export function waysToFollow({
  bundled,
  isShort,
  isPopular,
  modules,
  around,
}: Followable): readonly FollowedPlaces[] {
  const isWide = bundled.length > 0 || isShort;
  const isOpaque = bundled.some((name) => modules.has(name));
  return [
    // Where the code of one package ends is not known exactly: what is beside a place of interest may be another one's.
    ...(isWide ? [{ isWide, isAround: true }] : []),
    ...(isOpaque ? [{ isWide: true, isAround: true, isOpaque }] : []),
    { isOpaque },
    ...(isPopular ? [] : [{ isOpaque, isAround: true, large: around }]),
  ];
}

/** Whether a way is tried even after another one reached its end: it knows packages by their members. */
export function isAfterAll({ isWide, isOpaque }: FollowedPlaces): boolean {
  return isWide === true && isOpaque === true;
}

/** Whether no further way is tried after this one reached its end. In the application's code, functions without a place of interest may matter. */
export function isEnough({ isWide }: FollowedPlaces, isOwn: boolean): boolean {
  return isWide === true || !isOwn;
}
