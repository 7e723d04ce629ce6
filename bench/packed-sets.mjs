// Sets that other people wrote. They are packed, so that no scanner takes their inert samples for the real thing.
import { execFileSync } from 'node:child_process';

/** Names of the sets after the first one. */
export const LATER_SETS = [
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
  'eleventh',
];

/** @param {string} archive a `.tar.gz` @param {string} folder that exists */
export function unpack(archive, folder) {
  execFileSync('tar', ['-xzf', archive, '-C', folder]);
}
