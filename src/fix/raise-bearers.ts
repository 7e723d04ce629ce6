import maxSatisfying from 'semver/ranges/max-satisfying.js';
import prerelease from 'semver/functions/prerelease.js';
import validRange from 'semver/ranges/valid.js';
import { orderingOf, releaseLine } from '../versions/index.js';
import type { WantedChange } from './wanted-changes.js';

/** A version of a package as its registry lists it. */
export interface PublishedVersion {
  readonly version: string;
  /** Name → range. */
  readonly dependencies: ReadonlyMap<string, string>;
}

/** All published versions of a package; null when nobody can say. */
export type PublishedVersions = (name: string) => Promise<readonly PublishedVersion[] | null>;

/** What a manifest allows, and what can be asked about it. */
export interface BearerFacts {
  readonly published: PublishedVersions;
  /** Whether the manifest asks for the package itself. */
  readonly isAsked: (name: string) => boolean;
  /** Steps to another major are looked at, too. */
  readonly allowMajor: boolean;
}

/** What a version brings of a package: the fixed one, one that is not, none, or nobody knows. */
type Brought = 'fixed' | 'old' | 'none' | 'unknown';

/** More names on the way than this are not followed. */
const MAX_NAMES = 40;

function compare(a: string, b: string): number {
  return orderingOf('npm')?.compare(a, b) ?? 0;
}

function worstOf(all: readonly Brought[]): Brought {
  return (['unknown', 'old', 'fixed'] as const).find((one) => all.includes(one)) ?? 'none';
}

/** What versions of packages bring of one package, if it were installed today: the newest that each range allows. */
class Outlook {
  private readonly known = new Map<string, Brought>();
  private readonly wanted: WantedChange;
  private readonly to: string;
  private readonly published: PublishedVersions;

  constructor(wanted: WantedChange, to: string, published: PublishedVersions) {
    this.wanted = wanted;
    this.to = to;
    this.published = published;
  }

  async of(name: string, version: string): Promise<Brought> {
    const key = `${name}@${version}`;
    const known = this.known.get(key);
    if (known) return known;
    // Where packages ask for one another in a circle, the first asks.
    this.known.set(key, 'none');
    const release = (await this.published(name))?.find((one) => one.version === version);
    const asked = [...(release?.dependencies ?? [])].filter(
      ([other]) => other === this.wanted.name || this.wanted.through.has(other),
    );
    const brought: Brought[] = release ? [] : ['unknown'];
    for (const [other, range] of asked) brought.push(await this.ofRange(other, range));
    const verdict = worstOf(brought);
    this.known.set(key, verdict);
    return verdict;
  }

  private async ofRange(name: string, range: string): Promise<Brought> {
    const versions = (await this.published(name))?.map(({ version }) => version) ?? [];
    const newest = validRange(range) === null ? null : maxSatisfying(versions, range);
    if (newest === null) return 'unknown';
    if (name !== this.wanted.name) return this.of(name, newest);
    // Of an older major, too, it is not known that it is free of the flaw.
    return compare(newest, this.to) < 0 ? 'old' : 'fixed';
  }
}

/** The lowest version of what brings a package, from the one that is there on, that brings the fixed one; null without one. */
async function versionOf(
  bearer: readonly [name: string, current: string],
  outlook: Outlook,
  { published, allowMajor }: BearerFacts,
): Promise<string | null> {
  const [name, current] = bearer;
  const isGood = async (version: string): Promise<boolean> =>
    ['fixed', 'none'].includes(await outlook.of(name, version));
  const candidates = ((await published(name)) ?? [])
    .map(({ version }) => version)
    .filter(
      (version) => compare(version, current) >= 0 && (prerelease(version) === null || version === current),
    )
    .filter((version) => allowMajor || releaseLine(version) === releaseLine(current))
    .sort(compare);
  const newest = candidates.at(-1);
  // Of most packages no version helps: the newest tells.
  if (newest === undefined || !(await isGood(newest))) return null;
  for (const version of candidates) if (await isGood(version)) return version;
  return null;
}

/** The steps of those that bring a package, after which nothing of it is left that is not fixed; null where there is none. */
async function stepsOf(
  wanted: WantedChange,
  to: string,
  facts: BearerFacts,
): Promise<ReadonlyMap<string, string> | null> {
  const { bearers, through } = wanted;
  const isKnown = bearers.size > 0 && through.size <= MAX_NAMES;
  if (!isKnown || ![...bearers.keys()].every((name) => facts.isAsked(name))) return null;
  const outlook = new Outlook(wanted, to, facts.published);
  const steps = new Map<string, string>();
  for (const bearer of bearers) {
    const version = await versionOf(bearer, outlook, facts);
    if (version === null) return null;
    steps.set(bearer[0], version);
  }
  return steps;
}

/** A step of a direct dependency, for the sake of what it brings. */
function stepFor(wanted: WantedChange, [name, to]: readonly [string, string]): WantedChange {
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
    brings: [`${wanted.name} ${wanted.to}`],
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

type Steps = Map<string, WantedChange>;

/** Steps of direct dependencies for one override; its findings are counted once, however many bring it. */
function addSteps(steps: Steps, change: WantedChange, raised: readonly (readonly [string, string])[]): void {
  for (const [at, step] of raised.entries()) {
    const one = { ...stepFor(change, step), ...(at === 0 ? {} : { clears: 0 }) };
    const other = steps.get(one.name);
    steps.set(one.name, other ? joinedSteps(other, one) : one);
  }
}

/** What a bundle has of a package that a step brings fixed is built from that, too: counted there. @returns what is left. */
function withoutBrought(changes: readonly WantedChange[], steps: Steps): WantedChange[] {
  return changes.filter((change) => {
    const brought = `${change.name} ${change.to}`;
    const step = [...steps.values()].find(
      ({ brings }) => change.isDirect === null && brings.includes(brought),
    );
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
  const allowed: WantedChange[] = [];
  for (const change of wanted) {
    const isOverride = change.action === 'override' && change.ecosystem === 'npm';
    const versions = isOverride && change.to !== null ? await stepsOf(change, change.to, facts) : null;
    const raised = [...(versions ?? [])].filter(([name, to]) => change.bearers.get(name) !== to);
    if (versions === null) others.push(change);
    else if (raised.length === 0) allowed.push(change);
    else addSteps(steps, change, raised);
  }
  return { wanted: withSteps(withoutBrought(others, steps), steps), allowed };
}
