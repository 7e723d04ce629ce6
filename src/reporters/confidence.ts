import type { Confidence } from '../model/index.js';

/** Our words for formats that want a share of 1: an order, not a measurement. */
export const CONFIDENCE_SHARE: Readonly<Record<Confidence, number>> = { high: 0.9, medium: 0.6, low: 0.3 };
