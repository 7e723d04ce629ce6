import { packageKey } from '../../ecosystems/index.js';
import { isSelfNamed, type Package } from '../../model/index.js';
import type { BadReleases } from '../../signatures/index.js';

/** A campaign's statement about one package. */
export interface Statement {
  readonly campaign: BadReleases;
  /** Null: every version. */
  readonly versions: ReadonlySet<string> | null;
}

/** Statements by `ecosystem:name`. */
export type ReleaseTable = ReadonlyMap<string, readonly Statement[]>;

/** The campaigns' packages, by name. A campaign that comes earlier in the list is named before later ones. */
export function releaseTable(campaigns: readonly BadReleases[]): ReleaseTable {
  const table = new Map<string, Statement[]>();
  for (const campaign of campaigns) {
    for (const [ecosystem, packages] of Object.entries(campaign.packages)) {
      for (const [name, versions] of Object.entries(packages)) {
        const key = packageKey(ecosystem, name);
        const statement = { campaign, versions: versions === 'any' ? null : new Set(versions) };
        table.set(key, [...(table.get(key) ?? []), statement]);
      }
    }
  }
  return table;
}

export interface Verdict {
  readonly campaign: BadReleases;
  readonly certainty: 'certain' | 'possible';
  /** The versions of the package that are bad. */
  readonly versions: readonly string[];
}

/**
 * The table's entry for a package, or null. A version that is not listed is not bad. An unknown version counts only
 * if every version of the package is malicious.
 */
export function verdictOf(found: Package, table: ReleaseTable): Verdict | null {
  const { ecosystem, name, version, versionState, candidates } = found;
  const possible = versionState === 'set' ? candidates : version === null ? [] : [version];
  for (const { campaign, versions } of table.get(packageKey(ecosystem, name)) ?? []) {
    if (versions === null) {
      const certainty = isSelfNamed(found) ? 'possible' : 'certain';
      return { campaign, certainty, versions: possible };
    }
    const bad = possible.filter((one) => versions.has(one));
    const certainty = bad.length === possible.length ? 'certain' : 'possible';
    if (bad.length > 0) return { campaign, certainty, versions: bad };
  }
  return null;
}
