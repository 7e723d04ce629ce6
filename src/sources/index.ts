import type { Source } from './source.js';

export type { Acquisition, ArtifactReference, BareFunction, Source, Target } from './source.js';

/** In the order they are asked; `local` is last, it takes whatever is left. */
export const SOURCES: readonly Source[] = [];
