import { isPopularName, npm } from '../../ecosystems/index.js';
import { limitOf } from '../../files/index.js';
import type { Flow, PackageCode, Unit } from '../../program/index.js';
import { holdsOne } from '../../syntax/index.js';
import type { CodeSpan } from './marks.js';

/** Whose code the parts of bundles are. */
export type CodeOwners = Pick<PackageCode, 'knows' | 'at'>;

/** Which code of a program is followed. */
export interface FollowedPlaces {
  /** Kinds of sources; null: all. */
  readonly kinds?: ReadonlySet<string> | null;
  /** Places of interest in large files, ascending: functions without one pass on what they are given. */
  readonly large?: ReadonlyMap<string, readonly number[]>;
  /** Whether functions that nothing is seen to call are followed, too: in code that few know. */
  readonly isClose?: boolean;
  /** Whether all code of a large file is followed, but for packages that many know. */
  readonly isWide?: boolean;
  /** Whether short functions beside places of interest are followed, too. */
  readonly isAround?: boolean;
  /** Whether packages that rules name members of are known by these members alone, and not followed. */
  readonly isOpaque?: boolean;
  /** Whose code the parts of bundles are; null of code without bundled packages. */
  readonly packages?: CodeOwners | null;
}

/** Whether a function is a short one beside a place of interest: it may be called for each item there. */
function isBeside({ start, end }: Unit['node'], places: readonly number[]): boolean {
  const reach = limitOf('behaviour-beside');
  return end - start <= reach && holdsOne({ start: start - reach, end: end + reach }, places);
}

/** Decides which code of a program is followed. */
export class FollowedCode {
  private readonly places: Required<FollowedPlaces>;

  constructor(given: FollowedPlaces) {
    this.places = {
      kinds: null,
      large: new Map(),
      isClose: true,
      isWide: false,
      isAround: false,
      isOpaque: false,
      packages: null,
      ...given,
    };
  }

  /** Whether sources of a kind are followed. */
  hasKind(kind: string): boolean {
    const { kinds } = this.places;
    return !kinds || kinds.has(kind);
  }

  /** Whether a function's code is followed: in large files, only code with a place of interest, and code of bundled packages that few know. */
  has(flow: Flow, { file, node }: Pick<Unit, 'file' | 'node'>): boolean {
    const { large, isWide } = this.places;
    const places = large.get(file);
    if (!places || holdsOne(node, places)) return true;
    if (this.places.isAround && isBeside(node, places)) return true;
    return isWide && this.popularAt(flow, { file, start: node.start, end: node.end }) === null;
  }

  /** Whether a function is followed although nothing is seen to call it. */
  hasUncalled(flow: Flow, unit: Unit): boolean {
    return this.places.isClose && this.has(flow, unit);
  }

  /** Name of a bundled package that is known by its members alone. */
  opaqueAt(flow: Flow, code: CodeSpan, modules: ReadonlySet<string>): string | null {
    const name = this.places.isOpaque ? this.popularAt(flow, code) : null;
    return name !== null && modules.has(name) ? name : null;
  }

  /** Name of the bundled package whose code a piece of code is, null of the application; undefined if it is not known. */
  packageAt(flow: Flow, { file, start, end }: CodeSpan): string | null | undefined {
    return this.places.packages?.at(file, flow.sources.get(file) ?? '', { start, end });
  }

  /** The same, if many know the package; null of other code. */
  popularAt(flow: Flow, code: CodeSpan): string | null {
    const name = this.packageAt(flow, code) ?? null;
    return name !== null && isPopularName(npm.name, name) ? name : null;
  }
}
