import { createHash } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import type { Agent } from 'node:https';
import { sendRequest, type HttpRequest } from '../../network/index.js';
import { Refusal } from '../access/refusal.js';
import type { CodeLink } from './code-link.js';

export interface DownloadOptions {
  /** More than this is not taken. */
  readonly maxBytes: number;
  /** How encrypted connections are made; undefined: directly. */
  readonly agent?: Agent | undefined;
  readonly signal?: AbortSignal | undefined;
}

const MAX_MILLIS = 15 * 60 * 1000;
const ACTION = 'download';

function refused(code: string): Refusal {
  return new Refusal('failed', ACTION, code);
}

async function answerOf({ url }: CodeLink, request: HttpRequest): Promise<AsyncIterable<Uint8Array>> {
  const answer = await sendRequest(new URL(url), request).catch(() => {
    throw refused(request.signal?.aborted ? 'TimedOut' : 'NotReachable');
  });
  if (answer.statusCode === 200) return answer;
  answer.destroy();
  throw refused(`HttpStatus${answer.statusCode}`);
}

/** Writes to a new file. @returns hex sha256 and bytes. */
async function store(bytes: AsyncIterable<Uint8Array>, file: string, maxBytes: number) {
  const hash = createHash('sha256');
  let size = 0;
  const handle = await open(file, 'wx', 0o600);
  try {
    for await (const chunk of bytes) {
      size += chunk.length;
      if (size > maxBytes) throw refused('TooLarge');
      hash.update(chunk);
      await handle.writeFile(chunk);
    }
  } finally {
    await handle.close();
  }
  return { sha256: hash.digest('hex'), size };
}

/**
 * Downloads code to a file of its own, hashing it on its way; a file with another hash is deleted.
 * @returns bytes
 * @throws Refusal; its text never has the link.
 */
export async function download(link: CodeLink, file: string, options: DownloadOptions): Promise<number> {
  const timeout = AbortSignal.timeout(MAX_MILLIS);
  const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
  try {
    const { sha256, size } = await store(
      await answerOf(link, { agent: options.agent, signal }),
      file,
      options.maxBytes,
    );
    if (sha256 !== link.sha256) throw refused('OtherBytesThanPromised');
    return size;
  } catch (error) {
    await rm(file, { force: true });
    options.signal?.throwIfAborted();
    throw error instanceof Refusal ? error : refused('BrokenOff');
  }
}
