import type { Extraction } from './extractor.js';

/** An extraction without anything, to be filled in. */
export const NOTHING_FOUND: Extraction = {
  roots: [],
  packages: [],
  copies: [],
  problems: [],
  drifts: [],
  unresolvedImports: [],
};
