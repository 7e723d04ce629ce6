import type { Severity } from './severity.js';

/** One event of a range. Exactly one key is set. https://ossf.github.io/osv-schema/#affectedrangesevents-fields */
export interface RangeEvent {
  /** '0' means before every version. */
  readonly introduced?: string;
  /** Exclusive. */
  readonly fixed?: string;
  /** Inclusive. */
  readonly lastAffected?: string;
  /** Exclusive upper limit of the analysis. */
  readonly limit?: string;
}

export interface AffectedRange {
  /** GIT ranges are dropped when a record is read: a version cannot be matched against commits. */
  readonly type: 'SEMVER' | 'ECOSYSTEM';
  /** Ascending by the ecosystem's ordering; as the record has them when we have no ordering or cannot read one of them. */
  readonly events: readonly RangeEvent[];
  /**
   * `<= 1.2.3`-like: the last affected version by the record's own database, although the range has no end. The OSV rules flag
   * every later version all the same; the difference is shown as a doubt.
   */
  readonly lastKnownAffected?: string;
}

/** One record about one package, its `affected` objects united. */
export interface Affected {
  readonly ranges: readonly AffectedRange[];
  /** Versions listed one by one; a listed version is affected regardless of the ranges. */
  readonly versions: readonly string[];
}

/** A package of the affected module that has the flaw. https://go.dev/doc/security/vuln/database#schema */
export interface AffectedImport {
  readonly path: string;
  /** Functions and methods with the flaw: `Parse`, `Server.ServeConn`; empty: all of the package. */
  readonly symbols: readonly string[];
}

/** An OSV record as facts, seen from one package. https://ossf.github.io/osv-schema/ */
export interface Advisory {
  readonly id: string;
  readonly aliases: readonly string[];
  /** OSV ecosystem and name of the package that `affected` is about. */
  readonly ecosystem: string;
  readonly name: string;
  readonly kind: 'vulnerability' | 'malware';
  /** Word of the record's own database, null when it has none. */
  readonly severity: Severity | null;
  /** CVSS vector strings, any version. */
  readonly vectors: readonly string[];
  readonly cwes: readonly string[];
  /** CWE id of the weakness that titles name: one of the record's own, or the one that the words of its summary describe; null without one. */
  readonly flaw: string | null;
  /** ISO date-times as the record spells them. */
  readonly published: string | null;
  readonly modified: string;
  readonly affected: Affected;
  /** False when ranges are known to be missing from our copy of the record. */
  readonly rangesComplete: boolean;
  /** What of the package has the flaw, where the record says so. */
  readonly imports?: readonly AffectedImport[];
  /** The word by which a distribution says that it will publish no update: `unimportant`, `end-of-life`. */
  readonly willNotFix?: string;
  /**
   * True for a malware record that has "every version" beside explicit versions or a bounded range, or of a popular
   * package, and for a record of Go whose real ranges are no versions of modules. Versions that only the open range covers are
   * never a certain critical finding.
   */
  readonly suspect: boolean;
}

/** Go's time that nobody set. https://pkg.go.dev/time#Time.IsZero */
const NO_TIME = '0001-01-01T00:00:00Z';

/** A date of a record; null where it says that there is none. */
export function knownDate(date: string | null): string | null {
  return date === NO_TIME ? null : date;
}
