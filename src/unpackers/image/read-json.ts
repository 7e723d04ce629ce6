import { Buffer } from 'node:buffer';
import type { z } from 'zod';
import { bytesInMemory, type ProblemLog, limitOf } from '../../files/index.js';
import type { ProblemCode } from '../../model/index.js';
import { hasDigest } from './digest.js';
import { headOf, storedIn } from '../stored-bytes.js';
import type { ImageFiles } from './image-files.js';

export interface ImageReading {
  readonly files: ImageFiles;
  readonly log: ProblemLog;
  /** See `UnpackContext`. */
  readonly architecture?: string | undefined;
}

export interface JsonFile {
  readonly path: string;
  /** Digest that its bytes must have. */
  readonly digest?: string | undefined;
}

/** Reads and checks a JSON file of an image. Undefined, with a problem in the log, when the file is missing or invalid. */
export async function readJson<T>(
  { files, log }: ImageReading,
  { path, digest }: JsonFile,
  schema: z.ZodType<T>,
): Promise<T | undefined> {
  const fail = (code: ProblemCode, message: string): undefined => {
    log.add({ code, path, message, affectsCompleteness: true });
  };
  const stored = files.find(path);
  if (!stored) return fail('missing', 'The image names this file, which is not there.');
  if (stored.size > limitOf('image-json'))
    return fail('too-large', `The file is larger than ${limitOf('image-json')} bytes.`);
  try {
    const bytes = await headOf(stored, stored.size);
    if (digest !== undefined && !(await hasDigest(storedIn(bytesInMemory(bytes)), digest))) {
      fail('malformed', 'The bytes of the file do not have the digest in the image.');
    }
    const result = schema.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')));
    return result.success ? result.data : fail('malformed', 'The file does not have the required form.');
  } catch (error) {
    return fail('malformed', `The file cannot be read: ${(error as Error).message}.`);
  }
}
