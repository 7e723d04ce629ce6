import prerelease from 'semver/functions/prerelease.js';
import { npm } from '../../ecosystems/index.js';
import { releaseLine } from '../../versions/index.js';
import { MAX_FOLLOWED, DependencyResolver, type PublishedVersions } from './dependency-resolver.js';
import type { WantedChange } from './wanted-changes.js';

/** Facts of the manifest and the registry that decide which dependents can be raised. */
export interface RaiseFacts {
  readonly published: PublishedVersions;
  /** Whether the manifest declares the package. */
  readonly isDeclared: (name: string) => boolean;
  /** Whether upgrades to another major version are considered. */
  readonly allowMajor: boolean;
  /** Names whose overrides stay, because upgrades of their dependents were seen not to help. */
  readonly forced?: ReadonlySet<string>;
}

function compare(a: string, b: string): number {
  return npm.versions.compare(a, b) ?? 0;
}

/** A version to which a direct dependency is raised, and its effect. */
interface Step {
  readonly name: string;
  readonly to: string;
  /** Resulting versions of the package that an override would otherwise force. */
  readonly brought: ReadonlySet<string>;
}

/** The lowest version of a direct dependency, from the installed one on, that brings the fixed package. Null when there is none. */
async function stepOf(
  [name, current]: readonly [name: string, current: string],
  resolver: DependencyResolver,
  { published, allowMajor }: RaiseFacts,
): Promise<Step | null> {
  const brought = (version: string): Promise<ReadonlySet<string> | null> =>
    resolver.versionsBroughtBy([name, version], true);
  const candidates = ((await published(name)) ?? [])
    .map(({ version }) => version)
    .filter(
      (version) => compare(version, current) >= 0 && (prerelease(version) === null || version === current),
    )
    .filter((version) => allowMajor || releaseLine(version) === releaseLine(current))
    .sort(compare);
  const newest = candidates.at(-1);
  // For most packages no version helps, and the newest one proves it.
  if (newest === undefined || (await brought(newest)) === null) return null;
  for (const to of candidates) {
    const versions = await brought(to);
    if (versions) return { name, to, brought: versions };
  }
  return null;
}

/** Whether the installed dependents already allow the fixed version, so that updating the lockfile suffices. */
async function isAllowed({ directDependents }: WantedChange, resolver: DependencyResolver): Promise<boolean> {
  for (const dependent of directDependents)
    if ((await resolver.versionsBroughtBy(dependent, false)) === null) return false;
  return true;
}

/** Upgrades of all direct dependencies that bring a package, after which every copy is fixed. Null when there are none. */
async function stepsOf(wanted: WantedChange, to: string, facts: RaiseFacts): Promise<readonly Step[] | null> {
  const { directDependents, through } = wanted;
  const isKnown = directDependents.size > 0 && through.size <= MAX_FOLLOWED;
  if (!isKnown || ![...directDependents.keys()].every((name) => facts.isDeclared(name))) return null;
  const resolver = new DependencyResolver({ wanted, to, published: facts.published });
  if (await isAllowed(wanted, resolver)) return [];
  const steps: Step[] = [];
  for (const dependent of directDependents) {
    const step = await stepOf(dependent, resolver, facts);
    if (step === null) return null;
    if (step.to !== dependent[1]) steps.push(step);
  }
  return steps;
}

/** The change that upgrades a direct dependency to fix a package below it. */
function stepFor(wanted: WantedChange, { name, to, brought }: Step): WantedChange {
  const current = wanted.directDependents.get(name) ?? '';
  return {
    ...wanted,
    action: 'upgrade',
    name,
    alias: null,
    from: [current],
    to,
    major: releaseLine(current) !== releaseLine(to),
    broughtBy: [],
    isDirect: true,
    hasOtherLines: false,
    directDependents: new Map(),
    brings: [...brought].map((version) => `${wanted.name} ${version}`),
  };
}

/** Merges two upgrades of one dependency into the higher one. A fix in a release line is assumed to persist in later versions. */
function joinedSteps(one: WantedChange, other: WantedChange): WantedChange {
  const [near, far] = compare(one.to ?? '', other.to ?? '') > 0 ? [other, one] : [one, other];
  return {
    ...far,
    clears: near.clears + far.clears,
    brings: [...new Set([...near.brings, ...far.brings])],
    artifacts: [...new Set([...near.artifacts, ...far.artifacts])],
  };
}

/** Changes after upgrades have replaced overrides. */
export interface RaisedDependents {
  readonly wanted: readonly WantedChange[];
  /** Unnecessary overrides: the dependents of the package already allow the fixed version. */
  readonly allowed: readonly WantedChange[];
}

/** Upgrades, by name of the dependency. */
type Steps = Map<string, WantedChange>;

/** Adds the upgrades that replace one override. The findings count for the first upgrade only. */
function addSteps(steps: Steps, change: WantedChange, raised: readonly Step[]): void {
  for (const [at, step] of raised.entries()) {
    const one = { ...stepFor(change, step), ...(at === 0 ? {} : { clears: 0 }) };
    const other = steps.get(one.name);
    steps.set(one.name, other ? joinedSteps(other, one) : one);
  }
}

function keyOf({ name, to }: WantedChange): string {
  return `${name} ${to}`;
}

/**
 * Removes changes of bundled copies that an upgrade fixes as well, and counts their findings for that upgrade.
 * @param replaced key of a replaced override → name of one dependency that is upgraded instead. @returns the remaining
 * changes.
 */
function withoutBrought(
  changes: readonly WantedChange[],
  steps: Steps,
  replaced: ReadonlyMap<string, string>,
): WantedChange[] {
  return changes.filter((change) => {
    const step = change.isDirect === null ? steps.get(replaced.get(keyOf(change)) ?? '') : undefined;
    if (step) {
      const artifacts = [...new Set([...step.artifacts, ...change.artifacts])];
      steps.set(step.name, { ...step, artifacts, clears: step.clears + change.clears });
    }
    return !step;
  });
}

/** Merges upgrades into changes of the same dependencies, and adds the remaining upgrades. */
function withSteps(changes: readonly WantedChange[], steps: Steps): WantedChange[] {
  const left = new Map(steps);
  const joined = changes.map((change) => {
    const isStep = change.isDirect === true && change.alias === null && change.to !== null && !change.major;
    const step = isStep ? left.get(change.name) : undefined;
    if (!step) return change;
    left.delete(change.name);
    return joinedSteps(change, step);
  });
  return [...joined, ...left.values()];
}

/**
 * Replaces an override with upgrades of the direct dependencies, where newer versions of these bring the fixed package.
 * An override would force a combination of versions that nobody tested.
 */
export async function raiseDependents(
  wanted: readonly WantedChange[],
  facts: RaiseFacts,
): Promise<RaisedDependents> {
  const others: WantedChange[] = [];
  const steps: Steps = new Map();
  const replaced = new Map<string, string>();
  const allowed: WantedChange[] = [];
  for (const change of wanted) {
    const isOverride =
      change.action === 'override' &&
      change.ecosystem === npm.name &&
      facts.forced?.has(change.name) !== true;
    const raised = isOverride && change.to !== null ? await stepsOf(change, change.to, facts) : null;
    const [first] = raised ?? [];
    if (raised === null) others.push(change);
    else if (first === undefined) allowed.push(change);
    else {
      addSteps(steps, change, raised);
      replaced.set(keyOf(change), first.name);
    }
  }
  return { wanted: withSteps(withoutBrought(others, steps, replaced), steps), allowed };
}
