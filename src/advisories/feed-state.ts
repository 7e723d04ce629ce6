import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

/** What the last successful check of a feed found, beside the index it belongs to. */
const FeedState = z.object({
  /** asOf of the index: a state of another index does not count. */
  asOf: z.string(),
  /** ISO date-time of the last check that found the index current. */
  checkedAt: z.string(),
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
});
export type FeedState = z.infer<typeof FeedState>;

function stateFileOf(indexPath: string): string {
  return `${indexPath}.state.json`;
}

/** The state beside an index; null when there is none that can be read. It only saves downloads: losing it is harmless. */
export function readFeedState(indexPath: string): FeedState | null {
  try {
    return FeedState.parse(JSON.parse(readFileSync(stateFileOf(indexPath), 'utf8')));
  } catch {
    return null;
  }
}

export function writeFeedState(indexPath: string, state: FeedState): void {
  const unfinished = `${stateFileOf(indexPath)}.${process.pid}.tmp`;
  writeFileSync(unfinished, JSON.stringify(state));
  renameSync(unfinished, stateFileOf(indexPath));
}
