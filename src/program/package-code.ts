import type { AnyNode } from 'acorn';
import { firstIndex, type Inventory } from '../model/index.js';
import { unitPositions } from '../syntax/index.js';

/** Code of a package in a bundle: [start, end) in UTF-16 code units. */
export interface PackageRange {
  readonly start: number;
  readonly end: number;
  readonly name: string;
}

type Piece = Readonly<{ start: number; end: number }>;

/** Whose code the parts of bundles are, as the inventory found it. */
export class PackageCode {
  private readonly bytes = new Map<string, PackageRange[]>();
  private readonly ranges = new Map<string, PackageRange[]>();
  private readonly packages: Inventory['packages'];

  constructor({ packages }: Pick<Inventory, 'packages'>) {
    this.packages = packages;
    const places = packages.flatMap(({ name, locations }) => locations.map((each) => ({ name, ...each })));
    for (const { name, path, ranges = [] } of places) {
      const known = this.bytes.get(path) ?? [];
      if (ranges.length > 0) this.bytes.set(path, known);
      for (const [start, end] of ranges) known.push({ start, end, name });
    }
  }

  /** The major version of a package. */
  majorOf(wanted: string): number | null {
    const version = this.packages.find(({ name }) => name === wanted)?.version;
    return version ? Number.parseInt(version, 10) : null;
  }

  /** The parts of a file that are of packages, sorted by start. */
  rangesOf(path: string, text: string): readonly PackageRange[] {
    const known = this.ranges.get(path);
    if (known) return known;
    const sorted = (this.bytes.get(path) ?? []).sort((a, b) => a.start - b.start);
    const toUnits = unitPositions(
      text,
      sorted.flatMap(({ start, end }) => [start, end]),
    );
    const ranges = sorted.map(({ name, start, end }) => ({
      name,
      start: toUnits.get(start) ?? start,
      end: toUnits.get(end) ?? end,
    }));
    this.ranges.set(path, ranges);
    return ranges;
  }

  /**
   * The parts of a file outside of some packages, in order and without overlap.
   * @param place `reach`: characters that each part gets more on both sides, because borders are not exact
   */
  outsideOf(
    { path, text, reach }: { readonly path: string; readonly text: string; readonly reach: number },
    isKnown: (name: string) => boolean,
  ): readonly Piece[] {
    const pieces: { start: number; end: number }[] = [];
    let at = 0;
    const add = (until: number): void => {
      if (until <= at) return;
      const [start, end] = [Math.max(0, at - reach), Math.min(text.length, until + reach)];
      const last = pieces.at(-1);
      if (last && start <= last.end) last.end = end;
      else pieces.push({ start, end });
    };
    for (const { name, start, end } of this.rangesOf(path, text)) {
      if (!isKnown(name)) continue;
      add(start);
      at = Math.max(at, end);
    }
    add(text.length);
    return pieces;
  }

  /** Whether parts of a file are known to be of packages. */
  knows(path: string): boolean {
    return this.bytes.has(path);
  }

  /** Names of the packages that have code in a file. */
  namesIn(path: string): readonly string[] {
    return [...new Set((this.bytes.get(path) ?? []).map(({ name }) => name))];
  }

  /** Name of the package that a piece of a file is part of; null of the application's own code. */
  at(path: string, text: string, { start, end }: Pick<AnyNode, 'start' | 'end'>): string | null {
    if (!this.bytes.has(path)) return null;
    const ranges = this.rangesOf(path, text);
    const after = firstIndex(0, ranges.length, (at) => (ranges[at]?.start ?? 0) > start);
    const range = ranges[after - 1];
    return range && end <= range.end ? range.name : null;
  }
}
