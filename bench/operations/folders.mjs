// Where the bundles of the operations' test lie. All of it can be thrown away; what is committed is beside this file.
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../../build/operations');

export const programsFolder = join(import.meta.dirname, 'programs');

/** Installed packages of a generation of the SDK, and its copies of the programs. */
export const generationFolder = (generation) => join(folder, 'generations', generation);

/** A bundle: `function.zip` and what it was built from. */
export const bundleFolder = (id) => join(folder, 'bundles', id);

/** Scans of the bundles, by the scorer. */
export const scoresFile = join(folder, 'scores.json');
