import { firstIndex, type PackageLocation } from '../../model/index.js';
import type { PartFacts } from './facts.js';
import { LEVEL, type Level } from './levels.js';

/** Levels of a bundle's parts, by the level of its file. */
export function partLevels(parts: readonly PartFacts[], ofFile: Level): readonly Level[] {
  const levels: Level[] = parts.map(() => LEVEL.none);
  const open: [part: number, level: Level][] = [[0, ofFile]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [part, level] = next;
    if ((levels[part] ?? LEVEL.start) >= level) continue;
    levels[part] = level;
    const [, , starts, calls] = parts[part] ?? [0, 0, [], []];
    for (const to of starts) open.push([to, level]);
    const called = level < LEVEL.call ? level : LEVEL.call;
    for (const to of calls) open.push([to, called]);
  }
  return levels;
}

/** Stretches of a bundle, each in one innermost part. Ascending, without gaps. */
interface Stretches {
  /** First byte of each. */
  readonly starts: readonly number[];
  readonly parts: readonly number[];
}

/** @param parts sorted by start; an outer part stands before its inner ones. */
function stretchesOf(parts: readonly PartFacts[]): Stretches {
  const found = { starts: [] as number[], parts: [] as number[] };
  const around: number[] = [];
  const add = (start: number, part: number): void => {
    found.starts.push(start);
    found.parts.push(part);
  };
  const endUntil = (byte: number): void => {
    for (let end = parts[around.at(-1) ?? 0]?.[1] ?? 0; around.length > 1 && end <= byte;) {
      around.pop();
      add(end, around.at(-1) ?? 0);
      end = parts[around.at(-1) ?? 0]?.[1] ?? 0;
    }
  };
  for (const [part, [start]] of parts.entries()) {
    endUntil(start);
    add(start, part);
    around.push(part);
  }
  endUntil(Infinity);
  return found;
}

/** Levels of the places of a bundle. */
export class BundleLevels {
  private readonly stretches: Stretches;
  private readonly levels: readonly Level[];

  constructor(parts: readonly PartFacts[], ofFile: Level) {
    this.stretches = stretchesOf(parts);
    this.levels = partLevels(parts, ofFile);
  }

  private levelAt(byte: number): Level {
    const { starts, parts } = this.stretches;
    const after = firstIndex(0, starts.length, (at) => (starts[at] ?? Infinity) > byte);
    return this.levels[parts[after - 1] ?? 0] ?? LEVEL.may;
  }

  /**
   * The level of a package by its places. A part that nothing mentions may run all the same, because code can compose names:
   * its packages are perhaps loaded.
   */
  levelOf({ ranges = [] }: PackageLocation): Level {
    let best: Level = LEVEL.may;
    for (const [start] of ranges) {
      const level = this.levelAt(start);
      if (level > best) best = level;
    }
    return best;
  }
}
