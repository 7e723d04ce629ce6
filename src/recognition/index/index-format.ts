import {
  MAX_SHAPE_SAMPLE,
  MAX_FORK_GROUPS_OF_FEATURE,
  MAX_GROUPS_OF_FEATURE,
  MIN_FORK_GROUPS_OF_INDEX,
} from '../parameters/fingerprint-index.js';
import { isShape } from '../features/feature-log.js';

/**
 * The format of an index. Whole numbers are LEB128 varints. `text` is a length and UTF-8. `[x]` is a count and that many x. Δ marks
 * ascending numbers stored as differences. A column holds one value for each item. n planes hold the lowest bytes of all values, then
 * the second ones, and so on: they are read without a step for each byte.
 * ```
 * "STOWFP5\n" featuresVersion version:text
 * [ package: name:text forkGroup:text shapeSample
 * length of the following details, which are read on demand:
 * [published:text] [indexed:Δ ordinals in published] [ set: bitmap, a bit an indexed version ]
 * [ dependency: name:text range:text isOptional [boundary:Δ of runs in published] ]
 * texts: how many, columns file:Δ, size, set, 4 planes of the hashes
 * [ import that not all versions of a file have: name:text file set ]
 * [ file: path:text flags [import:text] groups:count ] ]
 * groups: columns set, atoms, shapes, weight
 * keys: [upper 16 bits:Δ] how many begin with each, 2 planes of the lower 16   references: a posting for each key, 3 planes
 * postings: how many, column of their lengths in bytes, [group:Δ] of each without a count
 * [ binary: package path:text sha256 set ]
 * length of the following: [ listing: name:text [published:text] [dependency: as a package's] ]
 * length of the following: [ dependents: name:text count ]
 * ```
 * A **group** is the features of one file that the same versions have; groups are numbered across all packages. A **posting** is the
 * list of groups of one feature; postings are sorted by how many features refer to them. Posting 0 is empty: it is for known features
 * that are too common to say anything. **Binaries** are native add-ons and WebAssembly that a package publishes; `package` is its
 * position in the list. **Listings** are of packages that others require and whose code is not in the index.
 * **Dependents** are packages of the index that require a name in any version: reading all requirements to count them takes longer
 * than the rest of a small bundle.
 */
export const MAGIC = 'STOWFP5\n';

/** Keys are sorted and found by their upper 16 bits. */
export const KEY_STARTS = 0x10000;
/** Bytes of the lower half of a key, and of the number of a posting. */
export const KEY_PLANES = 2;
export const REFERENCE_PLANES = 3;
/** Bytes of a text's hash. */
export const HASH_PLANES = 4;

/** Bytes of a sha256. */
export const DIGEST_BYTES = 32;

export const IS_ENTRY = 1;
export const IS_MODULE = 2;
export const IS_SCRIPT = 4;

/** Whether an index keeps a feature of a package of whose shapes it keeps one in `shapeSample`. */
export function isKept(feature: number, shapeSample: number): boolean {
  return !isShape(feature) || (feature >>> 1) % shapeSample === 0;
}

/** One of how many shapes to keep so that about `maxShapes` are left: a power of two, and no more than can be. */
export function shapeSampleFor(shapes: number, maxShapes: number): number {
  const sample = shapes <= maxShapes ? 1 : 2 ** Math.ceil(Math.log2(shapes / maxShapes));
  return Math.min(sample, MAX_SHAPE_SAMPLE);
}

/** Whether every index keeps a feature of every package that has it: then a feature that no package has is new. */
export function isAlwaysKept(feature: number): boolean {
  return isKept(feature, MAX_SHAPE_SAMPLE);
}

/** Weights of groups are stored as multiples of one part in so many. */
export const WEIGHT_PARTS = 4;

/**
 * The weight of a feature by how many fork groups have it: 1 if only one has it, (ln(N/df)/ln N)² in general. Origin: two prototypes.
 */
export function weightOf(forkGroups: number, allForkGroups: number): number {
  const all = Math.max(allForkGroups, MIN_FORK_GROUPS_OF_INDEX);
  return forkGroups >= all ? 0 : (Math.log(all / forkGroups) / Math.log(all)) ** 2;
}

export function isCommon(forkGroups: number, groups: number): boolean {
  return forkGroups > MAX_FORK_GROUPS_OF_FEATURE || groups > MAX_GROUPS_OF_FEATURE;
}
