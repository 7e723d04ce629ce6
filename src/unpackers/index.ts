import { newBudget, overlay, type Budget, type Limits, type Origin } from '../files/index.js';
import type { ProblemCode } from '../model/index.js';
import { directory } from './directory/index.js';
import { gzip } from './gzip/index.js';
import { image } from './image/index.js';
import { openNestedArchives } from './nested-archives.js';
import { singleFile } from './single-file/index.js';
import { tar } from './tar/index.js';
import type { Unpacked, UnpackContext, Unpacker } from './unpacker.js';
import { zip } from './zip/index.js';

export { peekZip, type ZipPeek } from './zip/peek-zip.js';
export type { Unpacked, UnpackContext, Unpacker } from './unpacker.js';

/** In order of precedence: the first that recognises an origin opens it. */
export const UNPACKERS: readonly Unpacker[] = [singleFile, zip, image, tar, gzip, directory];

function nothing(code: ProblemCode, message: string): Unpacked {
  const problem = { code, path: '', message, affectsCompleteness: true };
  return { tree: overlay([]).tree, problems: [problem], image: null };
}

async function open(origin: Origin, context: UnpackContext): Promise<Unpacked> {
  if (origin.kind === 'archive' && origin.bytes.size === 0) return nothing('malformed', 'The file is empty.');
  try {
    const unpacker = UNPACKERS.find((candidate) => candidate.recognises(origin));
    if (!unpacker) return nothing('unsupported', 'The file has no supported format.');
    return await openNestedArchives(await unpacker.unpack(origin, context), context, origin);
  } catch (error) {
    // The file may change or vanish while it is read. This also catches bugs: one artifact never ends a scan.
    return nothing('malformed', `It could not be opened: ${(error as Error).message}.`);
  }
}

function contextOf(limits: Limits, budget: Budget, depth: number): UnpackContext {
  const unpackNested = (nested: Origin, at: number) => open(nested, contextOf(limits, budget, at));
  return { limits, budget, depth, unpackNested };
}

/**
 * Opens an artifact and the archives inside it. Input that no unpacker knows, or that is broken, gives an empty tree and a
 * Problem; never throws.
 * @param options.disguised what another thread that unpacks the same origin gives as `Unpacked.disguised`.
 */
export async function unpack(
  origin: Origin,
  limits: Limits,
  { disguised, architecture }: Pick<UnpackContext, 'disguised' | 'architecture'> = {},
): Promise<Unpacked> {
  return open(origin, { ...contextOf(limits, newBudget(limits), 0), disguised, architecture });
}
