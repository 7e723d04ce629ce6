import { ScanError } from '../../model/index.js';
import { DATA_MEANWHILE } from './feed.js';

/** Largest share of its records that a source may lose from one update to the next: a larger share means a broken source. */
const MAX_LOST_SHARE = 0.1;

/** How many records of each source may be unreadable; they are requested again. More mean a broken source. */
export const MAX_UNREADABLE = 10;

/** The error for refused data. The old data stays in use. */
export function implausible(what: string, hint = 'Try again later.', cause?: unknown): ScanError {
  const sentence = `${hint} ${DATA_MEANWHILE}`;
  return new ScanError('data', `the downloaded data is refused: ${what}`, { hint: sentence, cause });
}

/**
 * Refuses a source that lost more than a tenth of its records (one of a few does not count).
 * @param path file with the older records.
 * @throws ScanError `data`
 */
export function checkLoss(
  what: string,
  { lost, before }: { lost: number; before: number },
  path: string,
): void {
  if (lost <= 1 || lost <= before * MAX_LOST_SHARE) return;
  throw implausible(
    `${what} lacks ${lost} of ${before} records that it had`,
    `Try again later; if the source really removed them, delete ${path} and run the update again.`,
  );
}
