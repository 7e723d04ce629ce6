import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { readFields } from './read-fields.js';

/** What the last successful check of a feed found, beside the index it belongs to. */
export interface FeedState {
  /** asOf of the index: a state of another index does not count. */
  readonly asOf: string;
  /** ISO date-time of the last check that found the index current. */
  readonly checkedAt: string;
  readonly etag: string | null;
  readonly lastModified: string | null;
}

const STATE_FIELDS = {
  asOf: 'string',
  checkedAt: 'string',
  etag: 'string or null',
  lastModified: 'string or null',
} as const;

function stateFileOf(indexPath: string): string {
  return `${indexPath}.state.json`;
}

/** The state beside an index; null when there is none that can be read. It only saves downloads: losing it is harmless. */
export function readFeedState(indexPath: string): FeedState | null {
  try {
    return readFields(JSON.parse(readFileSync(stateFileOf(indexPath), 'utf8')), STATE_FIELDS);
  } catch {
    return null;
  }
}

export function writeFeedState(indexPath: string, state: FeedState): void {
  const unfinished = `${stateFileOf(indexPath)}.${process.pid}.tmp`;
  writeFileSync(unfinished, JSON.stringify(state));
  renameSync(unfinished, stateFileOf(indexPath));
}
