import {
  MAX_SHAPE_SAMPLE,
  MAX_FAMILIES_OF_FEATURE,
  MAX_GROUPS_OF_FEATURE,
  MIN_FAMILIES_OF_INDEX,
} from '../parameters/fingerprint-index.js';
import { isShape } from '../features/feature-log.js';

/**
 * The format of an index. Whole numbers are LEB128 varints; `text` is a length and UTF-8; `[x]` is a count and that many
 * x; Δ marks ascending numbers written as differences; a column is a value of each of several things; n planes are their
 * lowest bytes, then their second ones, and so on: those are read without a step for each byte.
 *
 * ```
 * "STOWFP3\n" featuresVersion version:text
 * [ package: name:text family:text shapeSample
 *   length of what follows, which is read when it is asked for:
 *     [published:text] [indexed:Δ ordinals in published] [ set: bitmap, a bit an indexed version ]
 *     [ dependency: name:text range:text isOptional [boundary:Δ of runs in published] ]
 *     texts: how many, columns file:Δ, size, set, 4 planes of the hashes
 *     [ import that not all versions of a file have: name:text file set ]
 *   [ file: path:text flags [import:text] groups:count ] ]
 * groups: columns set, atoms, shapes, weight
 * keys: [upper 16 bits:Δ] how many begin with each, 2 planes of the lower 16   references: a posting for each key, 3 planes
 * [ posting: [group:Δ] ]
 * [ binary: package path:text sha256 set ]
 * length of what follows: [ listing: name:text [published:text] [dependency: as a package's] ]
 * ```
 *
 * A **group** is the features of one file that the same versions have; groups are numbered through all packages. A **posting**
 * is the groups that one feature is in; postings are sorted by how often they are referred to. Posting 0 is empty: the
 * features that are too common to say anything, which are still known. **Binaries** are add-ons and WebAssembly that a package
 * publishes, `package` its place in the list. **Listings** are of packages that others ask for and whose code is not here.
 */
export const MAGIC = 'STOWFP3\n';

/** Keys are sorted, and found by their upper 16 bits. */
export const KEY_STARTS = 0x10000;
/** Bytes of the lower half of a key, and of the number of a posting. */
export const KEY_PLANES = 2;
export const REFERENCE_PLANES = 3;
/** Bytes of the hash of a text. */
export const HASH_PLANES = 4;

/** Bytes of a sha256. */
export const DIGEST_BYTES = 32;

export const IS_ENTRY = 1;
export const IS_MODULE = 2;
export const IS_SCRIPT = 4;

/** Whether an index keeps a feature of a package of which it keeps one shape in `shapeSample`. */
export function isKept(feature: number, shapeSample: number): boolean {
  return !isShape(feature) || (feature >>> 1) % shapeSample === 0;
}

/** Whether every index keeps a feature, whichever package has it: if none has it, it is new. */
export function isAlwaysKept(feature: number): boolean {
  return isKept(feature, MAX_SHAPE_SAMPLE);
}

/** Weights of groups are written in so many parts of one. */
export const WEIGHT_PARTS = 4;

/** How much a feature says that so many families of packages have; 1 when only one has it. (ln(N/df)/ln N)², facts of two prototypes. */
export function weightOf(families: number, allFamilies: number): number {
  const all = Math.max(allFamilies, MIN_FAMILIES_OF_INDEX);
  return families >= all ? 0 : (Math.log(all / families) / Math.log(all)) ** 2;
}

export function isCommon(families: number, groups: number): boolean {
  return families > MAX_FAMILIES_OF_FEATURE || groups > MAX_GROUPS_OF_FEATURE;
}
