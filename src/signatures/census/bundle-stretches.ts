import type { Program } from 'acorn';
import { isPopularName, npm } from '../../ecosystems/index.js';
import { limitOf } from '../../files/index.js';
import type { PackageCode } from '../../program/index.js';
import { findModules } from '../../syntax/index.js';
import type { ScannedFile } from '../match/scanned-file.js';
import { stretchesOf, stretchStep, type Stretch } from './stretch.js';

/** How many times as dense the code of bundles is as that of packages: most are minified. */
const DENSITY = 4;

type Span = readonly [start: number, end: number];

/** Where the modules of a bundle begin and end, those inside of others left out. */
function bordersOf(program: Program): readonly number[] {
  let done = 0;
  return findModules(program)
    .toSorted((a, b) => a.start - b.start || b.end - a.end)
    .flatMap(({ start, end }) => {
      if (start < done) return [];
      done = end;
      return [start, end];
    });
}

/** The pieces of a text outside of spans, and cut at borders. Both are sorted by start. */
export function piecesOutside(spans: readonly Span[], borders: readonly number[], length: number): Span[] {
  const pieces: Span[] = [];
  let [at, border] = [0, 0];
  for (const [start, end] of [...spans, [length, length] as const]) {
    while (at < start) {
      while ((borders[border] ?? Infinity) <= at) border += 1;
      const next = Math.min(start, borders[border] ?? Infinity);
      pieces.push([at, next]);
      at = next;
    }
    at = Math.max(at, end);
  }
  return pieces;
}

/**
 * The code of a bundle that few know: each module, and what stands outside of modules. None of a bundle that has as much of it as
 * many libraries have: somewhere in it is every fact.
 */
export function bundleStretches(
  file: ScannedFile,
  packages: PackageCode,
  program: Program,
): readonly Stretch[] {
  const text = file.text();
  const known = packages
    .rangesOf(file.entry.path, text)
    .filter(({ name }) => isPopularName(npm.name, name))
    .map(({ start, end }) => [start, end] as const);
  const step = Math.ceil(stretchStep() / DENSITY);
  // What is much shorter than a stretch cannot hold enough facts, and an attack makes thousands of such modules.
  const pieces = piecesOutside(known, bordersOf(program), text.length).filter(
    ([start, end]) => end - start >= step / 15,
  );
  const size = pieces.reduce((sum, [start, end]) => sum + end - start, 0);
  return size > limitOf('behaviour-together')
    ? []
    : pieces.flatMap((piece) => stretchesOf(file, piece, step));
}
