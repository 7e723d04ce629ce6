import { firstIndex, type PackageLocation } from '../../model/index.js';
import type { BundleFacts, PartFacts } from './facts.js';
import { LEVEL, type Level } from './levels.js';

/** Levels of a bundle's parts, by the level of its file. */
export function partLevels(parts: readonly PartFacts[], ofFile: Level): readonly Level[] {
  const levels: Level[] = parts.map(() => LEVEL.none);
  const open: [part: number, level: Level][] = [[0, ofFile]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [part, level] = next;
    if ((levels[part] ?? LEVEL.start) >= level) continue;
    levels[part] = level;
    const [starts, calls] = parts[part] ?? [[], []];
    for (const to of starts) open.push([to, level]);
    const called = level < LEVEL.call ? level : LEVEL.call;
    for (const to of calls) open.push([to, called]);
  }
  return levels;
}

/** Levels of the places of a bundle. */
export class BundleLevels {
  private readonly code: BundleFacts[1]['code'];
  private readonly levels: readonly Level[];

  constructor({ parts, code }: BundleFacts[1], ofFile: Level) {
    this.code = code;
    this.levels = partLevels(parts, ofFile);
  }

  /** The highest level of the code in [start, end). Functions that are only declared count where nothing else is. */
  private levelOfRange(start: number, end: number): Level {
    const highest: [declared: Level, run: Level] = [LEVEL.none, LEVEL.none];
    for (
      let at = firstIndex(0, this.code.length, (each) => (this.code[each]?.[1] ?? Infinity) > start);
      (this.code[at]?.[0] ?? Infinity) < end;
      at += 1
    ) {
      const [, , part, isRun] = this.code[at] ?? [0, 0, 0, 0];
      const level = Math.max(this.levels[part] ?? LEVEL.none, LEVEL.may) as Level;
      if (level > highest[isRun]) highest[isRun] = level;
    }
    const [declared, run] = highest;
    return run || declared;
  }

  /**
   * The level of a package by its places. A part that nothing mentions may run all the same, because code can compose names:
   * its packages are perhaps loaded.
   */
  levelOf({ ranges = [] }: PackageLocation): Level {
    let best: Level = LEVEL.may;
    for (const [start, end] of ranges) {
      const level = this.levelOfRange(start, end);
      if (level > best) best = level;
    }
    return best;
  }
}
