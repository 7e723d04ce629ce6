import { groupBy, isSelfNamed, type Finding, type Package } from '../../model/index.js';
import { isSameFlaw, type MatchedTree, type OpenFinding } from './matched-tree.js';

/** A finding that the changed tree still has, and the reason. */
export interface Remaining {
  readonly open: OpenFinding;
  readonly why: string;
}

/** An advisory of the changed tree. */
export interface TreeAdvisory {
  readonly name: string;
  readonly version: string | null;
  readonly rule: string;
}

/** What the changed tree shows about the findings of a report. */
export interface Proof {
  readonly cleared: readonly OpenFinding[];
  readonly remaining: readonly Remaining[];
  /** Findings on packages that the tree of this manifest lacks: the scanned code is built from another manifest. */
  readonly foreign: readonly OpenFinding[];
  /** Advisories that the tree before the changes does not have. */
  readonly brought: readonly TreeAdvisory[];
  /** All advisories of the changed tree, development dependencies included. */
  readonly advisories: readonly TreeAdvisory[];
  /** Number of packages in the changed tree. */
  readonly packages: number;
}

/** A finding of a tree with its package. */
interface Matched {
  readonly finding: Finding;
  readonly found: Package;
  readonly isShipped: boolean;
}

function matchedIn({ packages, shipped, findings }: MatchedTree): Matched[] {
  const byId = new Map(packages.map((found) => [found.id, found]));
  return findings.flatMap((finding) => {
    const found = byId.get(finding.package ?? '');
    return found && finding.status === 'open' && !isSelfNamed(found)
      ? [{ finding, found, isShipped: shipped.has(found.id) }]
      : [];
  });
}

function advisoryOf({ finding: { rule }, found: { name, version } }: Matched): TreeAdvisory {
  return { name, version, rule };
}

/** Packages of a tree by name. */
function copiesIn({ packages }: MatchedTree): ReadonlyMap<string, readonly Package[]> {
  return groupBy(packages, ({ name }) => [name]);
}

/** Folder of a package in the tree. */
export function locationOf({ evidence }: Package): string {
  return evidence[0]?.detail ?? '';
}

function reasonOf(
  { found }: Matched,
  { finding }: OpenFinding,
  bundled: ReadonlyMap<string, string>,
): string {
  const within = bundled.get(locationOf(found));
  const it = `${found.name} ${found.version ?? ''}`.trimEnd();
  if (within !== undefined)
    return `${it} exists only inside the tarball of ${within}: a newer release of that package replaces it, no override does`;
  if (!finding.remediation?.version) return `no version of ${found.name} is known to be free of it`;
  return `the tree still has ${it}`;
}

/**
 * Compares the trees before and after a change with the findings of a report.
 * @param bundled folder of a package that is part of another one's tarball → name and version of that one.
 */
export function compareTrees(
  open: readonly OpenFinding[],
  { before, after }: Readonly<Record<'before' | 'after', MatchedTree>>,
  bundled: ReadonlyMap<string, string>,
): Proof {
  const [earlier, later] = [matchedIn(before), matchedIn(after)];
  const copies = copiesIn(before);
  const cleared: OpenFinding[] = [];
  const remaining: Remaining[] = [];
  const foreign: OpenFinding[] = [];
  for (const one of open) {
    const known = copies.get(one.name);
    const own = known?.filter(({ version }) => one.versions.includes(version ?? '')) ?? [];
    const isShippedCopy = own.some(({ id }) => before.shipped.has(id));
    // Other copies that the tree has before the change, and that this artifact lacks, are not this finding.
    const isIt = ({ found, finding, isShipped }: Matched): boolean =>
      found.name === one.name &&
      (isShipped || !isShippedCopy) &&
      (one.versions.includes(found.version ?? '') ||
        known?.every(({ version }) => version !== found.version) === true) &&
      isSameFlaw(finding, one.finding);
    const still = later.find(isIt);
    if (known === undefined) foreign.push(one);
    else if (still) remaining.push({ open: one, why: reasonOf(still, one, bundled) });
    else cleared.push(one);
  }
  const brought = later.filter(
    (now) =>
      now.isShipped &&
      !earlier.some((then) => then.found.name === now.found.name && isSameFlaw(then.finding, now.finding)),
  );
  return {
    cleared,
    remaining,
    foreign,
    brought: brought.map(advisoryOf),
    advisories: later.map(advisoryOf),
    packages: after.packages.length,
  };
}
