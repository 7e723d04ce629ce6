import { pythonInjection, scriptInjection } from './injection.mjs';
import { npmMalice, wheelMalice } from './malice.mjs';
import { configuration, secrets } from './secrets.mjs';

/**
 * @typedef {object} Section
 * @property {string} id
 * @property {string} title
 * @property {(context: { scanner: import('../scan.mjs').Scanner, seed: number }) => Promise<{ figures: import('../figures.mjs').Figure[], verdicts?: Record<string, string> }>} run
 */

/** @type {readonly Section[]} */
export const SECTIONS = [npmMalice, wheelMalice, scriptInjection, pythonInjection, secrets, configuration];
