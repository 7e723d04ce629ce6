import { limitOf } from '../../files/index.js';
import type { ScannedFile } from '../match/scanned-file.js';

/** A stretch of a script whose facts count together. */
export interface Stretch {
  readonly file: ScannedFile;
  readonly from: number;
  readonly script: string;
}

/** Characters from one start to the next of stretches of large code: in dense code of many libraries all facts stand somewhere. */
export function stretchStep(): number {
  return Math.ceil(limitOf('census-unit') / 4);
}

/** The stretches of a piece of a script; each reaches a third into the next one. */
export function stretchesOf(
  file: ScannedFile,
  [start, end]: readonly [number, number],
  step: number,
): readonly Stretch[] {
  return Array.from({ length: Math.ceil((end - start) / step) }, (_, index) => {
    const from = start + index * step;
    return { file, from, script: file.text().slice(from, Math.min(end, from + step + step / 3)) };
  });
}
