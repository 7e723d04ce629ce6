import type { Change, Report } from '../model/index.js';
import { orderingOf, releaseLine } from '../versions/index.js';

/** A change that the artifacts of a report want made to one manifest. */
export interface WantedChange extends Pick<Change, 'action' | 'name' | 'alias' | 'major' | 'ecosystem'> {
  readonly from: readonly string[];
  readonly to: string | null;
  readonly broughtBy: readonly string[];
  /** Whether the application asks for it itself; null when nothing tells. */
  readonly isDirect: boolean | null;
  /** A copy of another release line is there, which the change must leave alone. */
  readonly hasOtherLines: boolean;
  /** Findings it clears, over all artifacts. */
  readonly clears: number;
  /** Paths of the artifacts it is wanted for. */
  readonly artifacts: readonly string[];
}

function lineOf({ from }: Pick<Change, 'from'>): string {
  return releaseLine(from.at(-1) ?? '');
}

function sorted(versions: Iterable<string>): string[] {
  const ordering = orderingOf('npm');
  return [...new Set(versions)].sort((a, b) => ordering?.compare(a, b) ?? 0);
}

function joined(one: WantedChange, other: WantedChange): WantedChange {
  const to = sorted([one.to, other.to].filter((version) => version !== null)).at(-1) ?? null;
  // Only what wanted the higher version is known to be cleared by it.
  const counted = [one, other].filter((each) => each.to === to);
  return {
    ...one,
    to,
    from: sorted([...one.from, ...other.from]),
    broughtBy: [...new Set([...one.broughtBy, ...other.broughtBy])].sort(),
    hasOtherLines: one.hasOtherLines || other.hasOtherLines,
    clears: counted.reduce((sum, { clears }) => sum + clears, 0),
    artifacts: [...new Set([...one.artifacts, ...other.artifacts])],
  };
}

/** The changes of all artifacts, each once: several functions are built from one manifest. */
export function wantedChanges({ artifacts }: Pick<Report, 'artifacts'>): readonly WantedChange[] {
  const wanted = new Map<string, WantedChange>();
  for (const { path, changes, packages } of artifacts) {
    for (const change of changes) {
      const copies = packages.filter(({ name, root }) => name === change.name && root === change.root);
      const versions = copies.flatMap(({ version }) => version ?? []);
      const isUnknown = change.broughtBy.length === 0 && copies.every(({ direct }) => direct === null);
      const one: WantedChange = {
        ...change,
        isDirect: isUnknown ? null : change.action !== 'override' && change.broughtBy.length === 0,
        hasOtherLines: versions.some((version) => releaseLine(version) !== lineOf(change)),
        clears: change.clears.length,
        artifacts: [path],
      };
      const key = JSON.stringify([
        one.ecosystem,
        one.name,
        one.alias,
        one.major,
        one.isDirect,
        lineOf(change),
        one.to === null,
      ]);
      const other = wanted.get(key);
      wanted.set(key, other ? joined(other, one) : one);
    }
  }
  return [...wanted.values()];
}
