import { bundles } from './bundles.mjs';
import { falsePositives } from './false-positives.mjs';
import { pythonInjection, scriptInjection } from './injection.mjs';
import { inventory } from './inventory.mjs';
import { npmMalice, wheelMalice } from './malice.mjs';
import { pythonOperations, scriptOperations } from './operations.mjs';
import { reachability } from './reachability.mjs';
import { configuration, secrets } from './secrets.mjs';
import { speedOfCode, speedOfStored, speedOfZips } from './speed.mjs';

/**
 * @typedef {object} Section
 * @property {string} id
 * @property {string} title
 * @property {(context: { scanner: import('../scan.mjs').Scanner, seed: number }) => Promise<{
 *   figures: import('../figures.mjs').Figure[], verdicts?: Record<string, string>, rows?: object[] }>} run
 */

/** @type {readonly Section[]} */
export const SECTIONS = [
  npmMalice,
  wheelMalice,
  scriptInjection,
  pythonInjection,
  scriptOperations,
  pythonOperations,
  reachability,
  secrets,
  configuration,
  bundles,
  inventory,
  falsePositives,
  speedOfZips,
  speedOfCode,
  speedOfStored,
];
