import { compareCounts, compareText, isMalicious, openCounts } from './counts.js';
import type { Change, Counts, Finding } from './model.js';

/** A change of a manifest, in all the artifacts that need it. */
export interface Step extends Change {
  readonly counts: Counts;
}

function keyOf({ action, ecosystem, name, alias, to, major }: Change): string {
  return JSON.stringify([action, ecosystem, name, alias, to, major]);
}

/** Copies in several artifacts may differ in what they are now, and in how they come there: the artifacts' own pages tell. */
function same(a: readonly string[], b: readonly string[]): readonly string[] {
  return a.join('\n') === b.join('\n') ? a : [];
}

function joined({ list, ...a }: Change, b: Change): Change {
  return {
    ...a,
    ...(list !== undefined && list === b.list && { list }),
    from: same(a.from, b.from),
    broughtBy: same(a.broughtBy, b.broughtBy),
    folders: same(a.folders, b.folders),
    command: a.command === b.command ? a.command : null,
    clears: [...a.clears, ...b.clears],
  };
}

function removesMalware({ clears }: Change): boolean {
  return clears.some(({ rule, certainty }) => isMalicious(rule, certainty));
}

/** Whether the program holds code of any flaw that a change clears. */
function isPresent({ clears }: Change): boolean {
  return clears.some(({ isNotLinked }) => !isNotLinked);
}

/** Changes of several artifacts, each once, in the order of `changeWeights`: src/model/change-weights.ts. */
export function stepsOf(changes: readonly Change[]): readonly Step[] {
  const steps = new Map<string, Change>();
  for (const change of changes) {
    const known = steps.get(keyOf(change));
    steps.set(keyOf(change), known ? joined(known, change) : change);
  }
  return [...steps.values()]
    .map((step) => ({ ...step, counts: openCounts(step.clears) }))
    .sort(
      (a, b) =>
        Number(removesMalware(b)) - Number(removesMalware(a)) ||
        Number(isPresent(b)) - Number(isPresent(a)) ||
        Number(a.major) - Number(b.major) ||
        compareCounts(a.counts, b.counts) ||
        compareText(a.name, b.name),
    );
}

/** What is left of changes where some findings do not count. */
export function changesFor(
  changes: readonly Change[],
  counts: (finding: Finding) => boolean,
): readonly Change[] {
  return changes
    .map((change) => ({ ...change, clears: change.clears.filter(counts) }))
    .filter(({ clears }) => clears.length > 0);
}
