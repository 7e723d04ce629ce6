import {
  pathFromRoot,
  SEVERITIES,
  type Artifact,
  type Change,
  type Finding,
  type Package,
} from '../model/index.js';
import { orderingOf, releaseLine } from '../versions/index.js';
import { commandOf, type Draft } from './change-command.js';

/** A finding with the version that clears it. */
interface Target {
  readonly finding: Finding;
  readonly found: Package;
  readonly action: Change['action'];
  readonly to: string | null;
}

function versionsOf({ version, candidates }: Package): readonly string[] {
  return version === null ? candidates : [version];
}

function currentOf(found: Package): string | null {
  return versionsOf(found).at(-1) ?? null;
}

/** What an installer can replace. A copy inside another package is that package's, and what nothing asks for goes by itself. */
function isReplaceable({ vendoredIn, extraneous, presence }: Package): boolean {
  return vendoredIn === null && !extraneous && presence !== 'runtime';
}

/** Packages that are to go, with nothing known to be put in their place: all that was found in them goes with them. */
function leavingIn(findings: readonly Finding[]): ReadonlySet<string | null> {
  const removals = findings.filter(
    ({ status, remediation }) => status === 'open' && remediation?.action === 'remove',
  );
  const replaced = new Set(removals.flatMap((one) => (one.remediation?.version ? one.package : [])));
  return new Set(removals.map((one) => one.package).filter((id) => !replaced.has(id)));
}

/** What one finding asks for; null where nothing that is known clears it. */
function answerTo(
  { remediation }: Finding,
  { direct }: Package,
  isLeaving: boolean,
): Pick<Target, 'action' | 'to'> | null {
  if (isLeaving) return { action: 'remove', to: null };
  if (!remediation) return null;
  const { action, version, withinMajor } = remediation;
  if (action === 'remove') return { action, to: version };
  if (action !== 'upgrade' || version === null) return null;
  return { action: direct === false ? 'override' : 'upgrade', to: withinMajor ?? version };
}

function targetOf(finding: Finding, found: Package | undefined, isLeaving: boolean): Target[] {
  if (!found || finding.status !== 'open' || !isReplaceable(found)) return [];
  const answer = answerTo(finding, found, isLeaving);
  return answer ? [{ finding, found, ...answer }] : [];
}

/** Findings that one change of the manifest may clear. */
function keyOf(target: Target): string {
  const { root, ecosystem, name, alias, direct } = target.found;
  const current = currentOf(target.found);
  return JSON.stringify([
    root,
    ecosystem,
    name,
    alias,
    direct,
    target.action,
    // A manifest has one version of what it asks for; of what others bring there is one in each release line.
    direct === false && current !== null ? releaseLine(current) : null,
    target.to === null ? null : releaseLine(target.to),
  ]);
}

function groupsOf(targets: readonly Target[]): [Target, ...Target[]][] {
  const groups = new Map<string, [Target, ...Target[]]>();
  for (const target of targets) {
    const key = keyOf(target);
    const group = groups.get(key);
    if (group) group.push(target);
    else groups.set(key, [target]);
  }
  return [...groups.values()];
}

function sorted(versions: readonly string[], ecosystem: string): string[] {
  const ordering = orderingOf(ecosystem);
  return [...new Set(versions)].sort((a, b) => ordering?.compare(a, b) ?? (a < b ? -1 : Number(a > b)));
}

function entrancesOf(group: readonly Target[], packages: readonly Package[]): string[] {
  const names = group.flatMap(({ found }) => {
    const [entrance] = pathFromRoot(packages, found.id) ?? [];
    return entrance === undefined || entrance.id === found.id ? [] : entrance.name;
  });
  return [...new Set(names)].sort();
}

function draftOf(group: readonly [Target, ...Target[]], { packages }: Artifact): Draft {
  const [{ found, action }] = group;
  const { ecosystem, name, alias, root } = found;
  const to =
    sorted(
      group.flatMap((target) => target.to ?? []),
      ecosystem,
    ).at(-1) ?? null;
  const from = sorted(
    group.flatMap((target) => versionsOf(target.found)),
    ecosystem,
  );
  // A copy that a lower version would do for is raised as well; that the higher one is free of its flaws is not known.
  const cleared = group.filter((target) => target.to === to);
  return {
    action,
    ecosystem,
    name,
    alias,
    root,
    from,
    to,
    major: to !== null && from.some((version) => releaseLine(version) !== releaseLine(to)),
    broughtBy: found.direct === false ? entrancesOf(group, packages) : [],
    clears: cleared.map(({ finding }) => finding.id),
  };
}

/** The same for packages of one name in one root. */
function placeOf({ root, ecosystem, name }: Package): string {
  return JSON.stringify([root, ecosystem, name]);
}

/** Packages by `placeOf`. */
function namesakesIn(packages: readonly Package[]): ReadonlyMap<string, readonly Package[]> {
  const places = new Map<string, Package[]>();
  for (const found of packages) {
    const others = places.get(placeOf(found));
    if (others) others.push(found);
    else places.set(placeOf(found), [found]);
  }
  return places;
}

/** @param others what else of the same name is in the same root: it matters how it is asked for. */
function changeOf(
  group: readonly [Target, ...Target[]],
  others: readonly Package[],
  artifact: Artifact,
): Change {
  const draft = draftOf(group, artifact);
  const [{ found }] = group;
  const lineOf = (one: Package): string => releaseLine(currentOf(one) ?? '');
  const isSameLine = (one: Package): boolean => lineOf(one) === lineOf(found);
  const command = commandOf(draft, found.direct, {
    manager: artifact.roots.find(({ id }) => id === found.root)?.manager ?? null,
    isDirectToo: others.some((one) => one.direct === true && isSameLine(one)),
    line: lineOf(found),
    hasOtherLines: !others.every(isSameLine),
  });
  return { ...draft, command };
}

/** Malware, whether it is a small step, then numbers by severity: larger comes first. */
function gainOf({ clears, major }: Change, findings: ReadonlyMap<string, Finding>): number[] {
  const cleared = clears.flatMap((id) => findings.get(id) ?? []);
  const count = (test: (finding: Finding) => boolean): number => cleared.filter(test).length;
  return [
    count(({ kind }) => kind === 'malware'),
    Number(!major),
    ...SEVERITIES.map((word) => count(({ severity }) => severity === word)),
  ];
}

/**
 * The fewest changes of manifests that clear what can be cleared in an artifact, those first that clear the worst and the most. A
 * finding is in one of them at most; a step to another major stands only for what no nearer version clears, and comes last.
 */
export function planChanges(artifact: Artifact): readonly Change[] {
  if (artifact.findings.length === 0) return [];
  const packages = new Map(artifact.packages.map((found) => [found.id, found]));
  const findings = new Map(artifact.findings.map((finding) => [finding.id, finding]));
  const leaving = leavingIn(artifact.findings);
  const targets = artifact.findings.flatMap((finding) =>
    targetOf(finding, packages.get(finding.package ?? ''), leaving.has(finding.package)),
  );
  const namesakes = namesakesIn(artifact.packages);
  const weighed = groupsOf(targets).map((group) => {
    const change = changeOf(group, namesakes.get(placeOf(group[0].found)) ?? [], artifact);
    return { change, gain: gainOf(change, findings) };
  });
  weighed.sort((a, b) => {
    const at = a.gain.findIndex((value, column) => value !== b.gain[column]);
    if (at !== -1) return (b.gain[at] ?? 0) - (a.gain[at] ?? 0);
    return a.change.name < b.change.name ? -1 : Number(a.change.name > b.change.name);
  });
  return weighed.map(({ change }) => change);
}

/** An artifact with what to change about its open findings. */
export function withChanges<Any extends Artifact>(artifact: Any): Any {
  return { ...artifact, changes: planChanges(artifact) };
}
