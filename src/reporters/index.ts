import type { Reporter } from './reporter.js';

export type { Presentation, Reporter } from './reporter.js';

export const REPORTERS: readonly Reporter[] = [];
