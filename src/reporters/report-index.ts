import type { Artifact, FunctionReport, Package, Report } from '../model/index.js';
import { acceptedProblems, type IsAccepted } from './accepted-gaps.js';

/** A function in which a package is not loaded, and `{artifact}#{package}` of the package that is loaded instead. */
export interface Shadow {
  readonly fn: FunctionReport;
  readonly by: string;
}

/** A report with indexes for repeated look-ups. */
export interface ReportIndex {
  readonly report: Report;
  readonly artifacts: ReadonlyMap<string, Artifact>;
  /** Functions by the id of an artifact they mount, each once. */
  readonly mountedBy: ReadonlyMap<string, readonly FunctionReport[]>;
  /** By `{artifact}#{package}`. */
  readonly shadows: ReadonlyMap<string, readonly Shadow[]>;
  packagesOf(artifact: Artifact): ReadonlyMap<string, Package>;
  /** Reasons why an artifact was not read completely. */
  reasonsOf(artifact: Artifact): readonly string[];
  readonly isAccepted: IsAccepted;
  /** The direct dependency that brings each transitive package of an artifact, by package id. */
  introducersOf(artifact: Artifact): ReadonlyMap<string, Package>;
}

function append<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}

/** Searches breadth first from the direct dependencies: the shortest path wins, then the first one. */
function findIntroducers(packages: ReadonlyMap<string, Package>): Map<string, Package> {
  const direct = [...packages.values()].filter((found) => found.direct === true);
  const introducers = new Map(direct.map((found) => [found.id, found]));
  const queue = [...direct];
  for (let at = 0; at < queue.length; at += 1) {
    const parent = queue[at];
    const introducer = parent && introducers.get(parent.id);
    for (const id of (introducer && parent.dependencies) ?? []) {
      const child = packages.get(id);
      if (!child || !introducer || introducers.has(id)) continue;
      introducers.set(id, introducer);
      queue.push(child);
    }
  }
  for (const { id } of direct) introducers.delete(id);
  return introducers;
}

function onceEach<Value>(compute: (artifact: Artifact) => Value): (artifact: Artifact) => Value {
  const known = new Map<Artifact, Value>();
  return (artifact) => {
    const value = known.get(artifact) ?? compute(artifact);
    known.set(artifact, value);
    return value;
  };
}

/** Reasons by path; every reason starts with the path of its subject. */
function reasonsByPath({ summary, artifacts }: Report): ReadonlyMap<string, readonly string[]> {
  const reasons = new Map<string, string[]>(artifacts.map(({ path }) => [path, []]));
  for (const reason of summary.reasons) {
    for (let end = reason.indexOf(': '); end !== -1; end = reason.indexOf(': ', end + 1))
      reasons.get(reason.slice(0, end))?.push(reason);
  }
  return reasons;
}

export function indexReport(report: Report): ReportIndex {
  const mountedBy = new Map<string, FunctionReport[]>();
  const shadows = new Map<string, Shadow[]>();
  for (const fn of report.functions) {
    for (const artifact of new Set(fn.mounts.map((mount) => mount.artifact))) append(mountedBy, artifact, fn);
    for (const { artifact, id, shadowedBy } of fn.packages) {
      if (shadowedBy !== null) append(shadows, `${artifact}#${id}`, { fn, by: shadowedBy });
    }
  }
  const reasons = reasonsByPath(report);
  const packagesOf = onceEach(({ packages }) => new Map(packages.map((found) => [found.id, found])));
  return {
    report,
    artifacts: new Map(report.artifacts.map((artifact) => [artifact.id, artifact])),
    mountedBy,
    shadows,
    packagesOf,
    reasonsOf: ({ path }) => reasons.get(path) ?? [],
    isAccepted: acceptedProblems(report),
    introducersOf: onceEach((artifact) => findIntroducers(packagesOf(artifact))),
  };
}
