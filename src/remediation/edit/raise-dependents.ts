import prerelease from 'semver/functions/prerelease.js';
import { npm } from '../../ecosystems/index.js';
import { releaseLine } from '../../versions/index.js';
import { MAX_FOLLOWED, Outlook, type PublishedVersions } from './outlook.js';
import type { WantedChange } from './wanted-changes.js';

/** What a manifest allows, and what can be asked about it. */
export interface BearerFacts {
  readonly published: PublishedVersions;
  /** Whether the manifest asks for the package itself. */
  readonly isAsked: (name: string) => boolean;
  /** Steps to another major are looked at, too. */
  readonly allowMajor: boolean;
}

function compare(a: string, b: string): number {
  return npm.versions.compare(a, b) ?? 0;
}

/** A version to raise a direct dependency to, and what it brings. */
interface Step {
  readonly name: string;
  readonly to: string;
  /** Versions of the package that an override would be for. */
  readonly brought: ReadonlySet<string>;
}

/** The lowest version of what brings a package, from the one that is there on, that brings the fixed one; null without one. */
async function stepOf(
  [name, current]: readonly [name: string, current: string],
  outlook: Outlook,
  { published, allowMajor }: BearerFacts,
): Promise<Step | null> {
  const brought = (version: string): Promise<ReadonlySet<string> | null> => outlook.of([name, version], true);
  const candidates = ((await published(name)) ?? [])
    .map(({ version }) => version)
    .filter(
      (version) => compare(version, current) >= 0 && (prerelease(version) === null || version === current),
    )
    .filter((version) => allowMajor || releaseLine(version) === releaseLine(current))
    .sort(compare);
  const newest = candidates.at(-1);
  // Of most packages no version helps: the newest tells.
  if (newest === undefined || (await brought(newest)) === null) return null;
  for (const to of candidates) {
    const versions = await brought(to);
    if (versions) return { name, to, brought: versions };
  }
  return null;
}

/** What is there brings the fixed version, once the lockfile lets it. */
async function isAllowed({ bearers }: WantedChange, outlook: Outlook): Promise<boolean> {
  for (const bearer of bearers) if ((await outlook.of(bearer, false)) === null) return false;
  return true;
}

/** The steps of those that bring a package, after which nothing of it is left that is not fixed; null where there is none. */
async function stepsOf(
  wanted: WantedChange,
  to: string,
  facts: BearerFacts,
): Promise<readonly Step[] | null> {
  const { bearers, through } = wanted;
  const isKnown = bearers.size > 0 && through.size <= MAX_FOLLOWED;
  if (!isKnown || ![...bearers.keys()].every((name) => facts.isAsked(name))) return null;
  const outlook = new Outlook({ wanted, to, published: facts.published });
  if (await isAllowed(wanted, outlook)) return [];
  const steps: Step[] = [];
  for (const bearer of bearers) {
    const step = await stepOf(bearer, outlook, facts);
    if (step === null) return null;
    if (step.to !== bearer[1]) steps.push(step);
  }
  return steps;
}

/** A step of a direct dependency, for the sake of what it brings. */
function stepFor(wanted: WantedChange, { name, to, brought }: Step): WantedChange {
  const current = wanted.bearers.get(name) ?? '';
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
    bearers: new Map(),
    brings: [...brought].map((version) => `${wanted.name} ${version}`),
  };
}

/** Two steps of one dependency as one: the farther is enough. What is fixed in a release line stays fixed in it. */
function joinedSteps(one: WantedChange, other: WantedChange): WantedChange {
  const [near, far] = compare(one.to ?? '', other.to ?? '') > 0 ? [other, one] : [one, other];
  return {
    ...far,
    clears: near.clears + far.clears,
    brings: [...new Set([...near.brings, ...far.brings])],
    artifacts: [...new Set([...near.artifacts, ...far.artifacts])],
  };
}

/** Changes with what replaces overrides. */
export interface RaisedBearers {
  readonly wanted: readonly WantedChange[];
  /** Overrides that nobody needs: what asks for the package allows the fixed version already. */
  readonly allowed: readonly WantedChange[];
}

/** By the name of the dependency. */
type Steps = Map<string, WantedChange>;

/** Steps of direct dependencies for one override; its findings are counted once, however many bring it. */
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
 * What a bundle has of a package that a step brings fixed is built from that, too: counted there.
 * @param replaced what the steps are for → the name of one of these. @returns what is left.
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

/** Changes joined with the steps of the same dependencies, and the other steps. */
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
 * Overrides replaced by steps of the direct dependencies that bring the package, where newer versions of these bring the fixed one: then
 * nothing is forced that nobody tested together.
 */
export async function raiseBearers(
  wanted: readonly WantedChange[],
  facts: BearerFacts,
): Promise<RaisedBearers> {
  const others: WantedChange[] = [];
  const steps: Steps = new Map();
  const replaced = new Map<string, string>();
  const allowed: WantedChange[] = [];
  for (const change of wanted) {
    const isOverride = change.action === 'override' && change.ecosystem === npm.name;
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
