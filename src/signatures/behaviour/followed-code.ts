import { isPopularName, npm } from '../../ecosystems/index.js';
import type { Flow, PackageCode, Unit } from '../../program/index.js';
import { holdsOne } from '../../syntax/index.js';
import type { CodeSpan } from './marks.js';

/** What of a program is followed. */
export interface FollowedPlaces {
  /** Kinds of sources; null: all. */
  readonly kinds?: ReadonlySet<string> | null;
  /** Places of interest in large files, ascending: functions without one pass on what they are given. */
  readonly large?: ReadonlyMap<string, readonly number[]>;
  /** Whether functions are followed that nothing is seen to call: of code that few know. */
  readonly isClose?: boolean;
  /** Whether all code of bundles is followed that is of no package that many know. */
  readonly isWide?: boolean;
  /** Whose code the parts of bundles are; null of code without bundled packages. */
  readonly packages?: PackageCode | null;
}

/** Decides what of a program is followed. */
export class FollowedCode {
  private readonly places: Required<FollowedPlaces>;

  constructor(given: FollowedPlaces) {
    this.places = { kinds: null, large: new Map(), isClose: true, isWide: false, packages: null, ...given };
  }

  /** Whether sources of a kind are. */
  hasKind(kind: string): boolean {
    const { kinds } = this.places;
    return !kinds || kinds.has(kind);
  }

  /** Whether the code of a function is: in large files, that with a place of interest, and that of bundled packages that few know. */
  has(flow: Flow, { file, node }: Pick<Unit, 'file' | 'node'>): boolean {
    const { large, isWide, packages } = this.places;
    const places = large.get(file);
    if (!places || holdsOne(node, places)) return true;
    if (!isWide || !packages?.knows(file)) return false;
    return this.popularAt(flow, { file, start: node.start, end: node.end }) === null;
  }

  /** Whether a function is that nothing is seen to call. */
  hasUncalled(flow: Flow, unit: Unit): boolean {
    return this.places.isClose && this.has(flow, unit);
  }

  /** Name of the bundled package whose code a piece of code is, null of the application; undefined if it is not known. */
  packageAt(flow: Flow, { file, start, end }: CodeSpan): string | null | undefined {
    return this.places.packages?.at(file, flow.sources.get(file) ?? '', { start, end });
  }

  /** The same where many know the package; null of other code. */
  popularAt(flow: Flow, code: CodeSpan): string | null {
    const name = this.packageAt(flow, code) ?? null;
    return name !== null && isPopularName(npm.name, name) ? name : null;
  }
}
