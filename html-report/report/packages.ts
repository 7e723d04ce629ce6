import type { Severity } from '../../src/model/severity.js';
import { packageRowKey, UNKNOWN_VERSION } from '../../src/reporters/html/package-words.js';
import { openCounts, worstOf } from './counts.js';
import { lazyBy } from './lazy.js';
import type { Counts, FunctionView, Package, Report } from './model.js';

/** One row for a version of a package, wherever it is. */
export interface PackageGroup {
  readonly copies: readonly Package[];
  readonly functions: readonly FunctionView[];
  /** Open findings over all copies. */
  readonly counts: Counts;
  readonly worst: Severity | null;
  /** All copies are in artifacts that were seen whole, and were checked with advisories. */
  readonly complete: boolean;
  /** No version is known, so nothing can be known about it. */
  readonly isUnknown: boolean;
}

/** What the platform provides belongs to the function that uses it. */
const providedTo = lazyBy((report: Report): ReadonlyMap<Package, FunctionView> => {
  const functions = new Map<Package, FunctionView>();
  for (const fn of report.functions) for (const found of fn.runtimePackages()) functions.set(found, fn);
  return functions;
});

export const allPackages = lazyBy((report: Report): readonly Package[] => [
  ...report.artifacts.flatMap((artifact) => artifact.packages()),
  ...providedTo(report).keys(),
]);

function functionsWith(report: Report, copies: readonly Package[]): readonly FunctionView[] {
  const [only] = copies;
  if (copies.length === 1 && only?.artifact) return only.artifact.functions();
  const functions = new Set<FunctionView>();
  for (const copy of copies) {
    const user = copy.artifact ? copy.artifact.functions() : [providedTo(report).get(copy)];
    for (const fn of user) if (fn) functions.add(fn);
  }
  return [...functions];
}

function countsOf(copies: readonly Package[]): Counts {
  return openCounts(copies.flatMap(({ artifact, index }) => artifact?.findingsOf(index) ?? []));
}

/** Ecosystems whose packages were not checked, or not with all advisories, by the problems of the scan. */
const uncheckedIn = lazyBy(
  ({ problems }: Report): ReadonlySet<string> =>
    new Set(
      problems.flatMap(({ path, affectsCompleteness }) =>
        affectsCompleteness && path.startsWith('advisories/') ? path.slice('advisories/'.length) : [],
      ),
    ),
);

/** What the platform provides is not looked at, and not missed. */
function isSeenWhole({ artifact, ecosystem }: Package, report: Report): boolean {
  return artifact === null || (artifact.reasons.length === 0 && !uncheckedIn(report).has(ecosystem));
}

function groupOf(report: Report, copies: readonly Package[]): PackageGroup {
  const counts = countsOf(copies);
  return {
    copies,
    functions: functionsWith(report, copies),
    counts,
    worst: worstOf(counts),
    complete: copies.every((copy) => isSeenWhole(copy, report)),
    isUnknown: copies.every(({ version }) => version === UNKNOWN_VERSION),
  };
}

export const packageGroups = lazyBy((report: Report): readonly PackageGroup[] => {
  const groups = new Map<string, Package[]>();
  for (const found of allPackages(report)) {
    const key = packageRowKey(found, found.version);
    const group = groups.get(key);
    if (group) group.push(found);
    else groups.set(key, [found]);
  }
  return [...groups.values()].map((copies) => groupOf(report, copies));
});

/** Every copy as a group of its own. */
export const packageCopies = lazyBy((report: Report): readonly PackageGroup[] =>
  allPackages(report).map((found) => groupOf(report, [found])),
);
