import { gunzipSync, gzipSync } from 'node:zlib';

/** Date-time of the last change by record id, as the export's `modified_id.csv` lists them. */
export type ModifiedIds = ReadonlyMap<string, string>;

/** Ids become parts of URLs and of nothing else; OSV's prefixes need no more than this. */
const ROW = /^(\d{4}-\d\d-\d\dT[\d:.]{5,30}Z),([A-Za-z0-9][A-Za-z0-9_.:-]{0,199})$/;

/**
 * Reads `modified_id.csv`: a date-time and an id a line, no header.
 * @returns null when a line is something else, or is cut off: a truncated list or an error page is rejected as a whole.
 */
export function parseModifiedIds(text: string): ModifiedIds | null {
  if (!text.endsWith('\n')) return null;
  const ids = new Map<string, string>();
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const [, modified, id] = ROW.exec(line.trimEnd()) ?? [];
    if (modified === undefined || id === undefined) return null;
    ids.set(id, modified);
  }
  return ids;
}

/** For an index's tail. */
export function packModifiedIds(ids: ModifiedIds): Uint8Array {
  return gzipSync([...ids].map(([id, modified]) => `${modified},${id}\n`).join(''));
}

/** @returns an empty list when there is none that can be read. */
export function unpackModifiedIds(tail: Uint8Array): ModifiedIds {
  try {
    return parseModifiedIds(gunzipSync(tail).toString('utf8')) ?? new Map();
  } catch {
    return new Map();
  }
}
