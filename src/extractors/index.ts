import type { Extractor } from './extractor.js';

export type { ExtractContext, Extraction, Extractor } from './extractor.js';

export const EXTRACTORS: readonly Extractor[] = [];
