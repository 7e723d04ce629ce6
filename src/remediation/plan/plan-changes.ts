import { orderingOf } from '../../ecosystems/index.js';
import {
  changeWeights,
  pathFromRoot,
  type Artifact,
  type Change,
  type Package,
  compareWeights,
  groupBy,
} from '../../model/index.js';
import { releaseLine } from '../../versions/index.js';
import { commandOf, type Draft } from './change-command.js';
import { installedInto } from './installed-into.js';
import { currentOf, targetsOf, versionsOf, type Target } from './targets.js';

/** Key of the findings that one change of the manifest may clear. */
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
    // A manifest has one version of a direct dependency; transitive copies have one version in each release line.
    direct === false && current !== null ? releaseLine(current) : null,
    target.to === null ? null : releaseLine(target.to),
  ]);
}

function groupsOf(targets: readonly Target[]): [Target, ...Target[]][] {
  return [...groupBy(targets, (target) => [keyOf(target)]).values()];
}

function sorted(versions: readonly string[], ecosystem: string): string[] {
  const ordering = orderingOf(ecosystem);
  return [...new Set(versions)].sort((a, b) => ordering?.compare(a, b) ?? (a < b ? -1 : Number(a > b)));
}

function directDependentsOf(group: readonly Target[], packages: readonly Package[]): string[] {
  const names = group.flatMap(({ found }) => {
    const [first] = pathFromRoot(packages, found.id) ?? [];
    return first === undefined || first.id === found.id ? [] : first.name;
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
  // The change also raises copies that a lower version would fix. It is not known to clear their findings, so those do
  // not count.
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
    broughtBy: found.direct === false ? directDependentsOf(group, packages) : [],
    clears: cleared.map(({ finding }) => finding.id),
  };
}

/** Key of the packages of one name in one root. */
function placeOf({ root, ecosystem, name }: Package): string {
  return JSON.stringify([root, ecosystem, name]);
}

/** Packages by `placeOf`. */
function namesakesIn(packages: readonly Package[]): ReadonlyMap<string, readonly Package[]> {
  return groupBy(packages, (found) => [placeOf(found)]);
}

/** @param others packages of the same name in the same root; whether they are direct decides the command. */
function changeOf(
  group: readonly [Target, ...Target[]],
  others: readonly Package[],
  artifact: Artifact,
): Change {
  const draft = draftOf(group, artifact);
  const [{ found }] = group;
  const lineOf = (one: Package): string => releaseLine(currentOf(one) ?? '');
  const isSameLine = (one: Package): boolean => lineOf(one) === lineOf(found);
  const root = artifact.roots.find(({ id }) => id === found.root);
  const folder = root ? installedInto(artifact, root) : null;
  const command = commandOf(draft, found.direct, {
    manager: root?.manager ?? null,
    ...(folder !== null && { folder }),
    isDirectToo: others.some((one) => one.direct === true && isSameLine(one)),
    line: lineOf(found),
    hasOtherLines: !others.every(isSameLine),
  });
  return { ...draft, command };
}

/**
 * The fewest manifest changes that clear the findings of an artifact, the most valuable first. Each finding belongs to
 * one change at most. A major upgrade is planned only for findings that no smaller upgrade clears, and comes last.
 */
export function planChanges(artifact: Artifact): readonly Change[] {
  if (artifact.findings.length === 0) return [];
  const findings = new Map(artifact.findings.map((finding) => [finding.id, finding]));
  const namesakes = namesakesIn(artifact.packages);
  const weighed = groupsOf(targetsOf(artifact)).map((group) => {
    const change = changeOf(group, namesakes.get(placeOf(group[0].found)) ?? [], artifact);
    const cleared = change.clears.flatMap((id) => findings.get(id) ?? []);
    return { change, gain: changeWeights(cleared, change.major) };
  });
  weighed.sort(
    (a, b) =>
      compareWeights(a.gain, b.gain) ||
      (a.change.name < b.change.name ? -1 : Number(a.change.name > b.change.name)),
  );
  return weighed.map(({ change }) => change);
}

/** The artifact with the planned changes for its open findings. */
export function withChanges<Any extends Artifact>(artifact: Any): Any {
  return { ...artifact, changes: planChanges(artifact) };
}
