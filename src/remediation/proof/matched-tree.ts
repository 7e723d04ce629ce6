import { npm } from '../../ecosystems/index.js';
import type { Finding, Package, Report } from '../../model/index.js';

/** The packages of a package manager's tree, and the advisories that match them. */
export interface MatchedTree {
  readonly packages: readonly Package[];
  /** Ids of those that the manifest ships: not by development dependencies alone. */
  readonly shipped: ReadonlySet<string>;
  /** Advisories and malware. */
  readonly findings: readonly Finding[];
}

/** A finding of a report that a change of versions may clear. */
export interface OpenFinding {
  /** Path of its artifact. */
  readonly artifact: string;
  readonly name: string;
  /** Versions that the package can have. */
  readonly versions: readonly string[];
  readonly finding: Finding;
}

/** Open advisories and malware on packages of npm. */
export function openFindings({ artifacts }: Pick<Report, 'artifacts'>): readonly OpenFinding[] {
  return artifacts.flatMap(({ path, packages, findings }) => {
    const byId = new Map(packages.map((found) => [found.id, found]));
    return findings.flatMap((finding) => {
      const found = byId.get(finding.package ?? '');
      if (!found || finding.status !== 'open' || found.ecosystem !== npm.name) return [];
      if (finding.kind !== 'advisory' && finding.kind !== 'malware') return [];
      const versions = found.version === null ? found.candidates : [found.version];
      return [{ artifact: path, name: found.name, versions, finding }];
    });
  });
}

/** Whether two findings are about one flaw: the data may call it by another of its names. */
export function isSameFlaw(one: Finding, other: Finding): boolean {
  const names = new Set([one.rule, ...one.aliases]);
  return [other.rule, ...other.aliases].some((name) => names.has(name));
}
