import { open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { checkStatus, get, validatorsOf, withRetries, type Connection } from './feed.js';

/** An unfinished download: its bytes so far, and the validator that ties them to the file. */
interface Part {
  readonly path: string;
  readonly bytes: number;
  /** Strong ETag or date; null when the server gave none, and then a cut download starts anew. */
  readonly validator: string | null;
}

/** Whole sizes in `Content-Range: bytes 0-9/10`, an answer without bytes has `*` for the first part. */
const CONTENT_RANGE = /^bytes (?:(\d+)-\d+|\*)\/(\d+)$/;

async function readPart(path: string): Promise<Part> {
  try {
    const [{ size }, validator] = await Promise.all([stat(path), readFile(`${path}.validator`, 'utf8')]);
    return { path, bytes: size, validator };
  } catch {
    return { path, bytes: 0, validator: null };
  }
}

function headersFor({ bytes, validator }: Part): Record<string, string> {
  return bytes > 0 && validator !== null ? { range: `bytes=${bytes}-`, 'if-range': validator } : {};
}

function strongValidatorOf(answer: IncomingMessage): string | null {
  const { etag, lastModified } = validatorsOf(answer);
  return etag !== null && !etag.startsWith('W/') ? etag : lastModified;
}

async function rememberValidator(path: string, validator: string | null): Promise<void> {
  const file = `${path}.validator`;
  await (validator === null ? rm(file, { force: true }) : writeFile(file, validator));
}

/** Where the answer's bytes start and how long the whole file is; null for an unknown length. */
function extentOf(
  { statusCode, headers }: IncomingMessage,
  part: Part,
): { start: number; whole: number | null } {
  if (statusCode !== 206) {
    const length = headers['content-length'];
    return { start: 0, whole: length === undefined ? null : Number(length) };
  }
  const [, start, whole] = CONTENT_RANGE.exec(headers['content-range'] ?? '') ?? [];
  if (Number(start) !== part.bytes) throw new Error('the server resumed at another offset than requested');
  return { start: part.bytes, whole: Number(whole) };
}

/** Written chunk by chunk, so that the data before a lost connection is on disk; a pipe would drop its buffer. */
async function writeAll(answer: IncomingMessage, path: string, flags: 'w' | 'a'): Promise<void> {
  const file = await open(path, flags);
  try {
    for await (const chunk of answer) await file.writeFile(chunk as Buffer);
  } finally {
    await file.close();
  }
}

async function attempt(url: URL, path: string, connection: Connection): Promise<void> {
  const part = await readPart(path);
  const answer = await get(url, headersFor(part), connection);
  try {
    if (answer.statusCode === 416) {
      await rm(path, { force: true });
      throw new Error('the server has no more of it');
    }
    checkStatus(url, answer);
    const { start, whole } = extentOf(answer, part);
    if (start === 0) await rememberValidator(path, strongValidatorOf(answer));
    await writeAll(answer, path, start === 0 ? 'w' : 'a');
    const { size } = await stat(path);
    if (whole !== null && size !== whole) throw new Error(`it ended after ${size} of ${whole} bytes`);
  } finally {
    answer.destroy();
  }
}

/**
 * Downloads a large file to `path`. A partial download is kept beside it and continued, here or in a later
 * call, as long as the server still has the same file.
 * @throws ScanError `network`
 */
export async function downloadFile(url: URL, path: string, connection: Connection): Promise<void> {
  const part = `${path}.part`;
  await withRetries(url, connection, () => attempt(url, part, connection));
  await rename(part, path);
  await rm(`${part}.validator`, { force: true });
}
