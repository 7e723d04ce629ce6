import { Parser, type ReadEntry } from 'tar';
import {
  newBudget,
  problemLog,
  treeBuilder,
  type FileRead,
  type FileTree,
  type Limits,
  type Wanted,
} from '../files/index.js';

/** A regular file of a tarball, without the first folder of its path: installers strip it, whatever it is called. */
interface PackedFile {
  readonly path: string;
  readonly isExecutable: boolean;
  readonly bytes: Uint8Array;
}

const OWNER_MAY_EXECUTE = 0o100;
/** Types of entries that hold a file's bytes. npm ignores links. */
const FILE_TYPES: ReadonlySet<string> = new Set(['File', 'OldFile', 'ContiguousFile']);
/** Warnings after which files may be missing. https://github.com/isaacs/node-tar#warnings-and-errors */
const BROKEN: ReadonlySet<string> = new Set(['TAR_BAD_ARCHIVE', 'TAR_ENTRY_INVALID', 'TAR_ABORT']);

function packedFile({ path, type, mode = 0 }: ReadEntry, chunks: readonly Buffer[]): PackedFile[] {
  const cut = path.indexOf('/');
  if (!FILE_TYPES.has(type) || cut < 0) return [];
  const isExecutable = (mode & OWNER_MAY_EXECUTE) !== 0;
  return [{ path: path.slice(cut + 1), isExecutable, bytes: Buffer.concat(chunks) }];
}

/** The files of a gzipped tarball, as npm reads them; null when it is broken, or holds more than `maxBytes` inflated. */
function readPacked(tarball: Uint8Array, maxBytes: number): Promise<PackedFile[] | null> {
  return new Promise((resolve) => {
    const files: PackedFile[] = [];
    let left = maxBytes;
    let isWhole = true;
    const parser = new Parser({
      onReadEntry(entry) {
        const chunks: Buffer[] = [];
        entry.on('data', (chunk) => {
          left -= chunk.length;
          if (left < 0) parser.abort(new Error('it holds more than the limit'));
          else chunks.push(chunk);
        });
        entry.on('end', () => files.push(...packedFile(entry, chunks)));
      },
      onwarn(code) {
        isWhole &&= !BROKEN.has(code);
      },
    });
    parser.on('error', () => resolve(null));
    parser.on('end', () => resolve(isWhole ? files : null));
    parser.end(Buffer.from(tarball.buffer, tarball.byteOffset, tarball.byteLength));
  });
}

function* readWanted(wanted: readonly Wanted<Uint8Array>[]): Generator<FileRead> {
  for (const { path, handle } of wanted) yield { path, bytes: handle };
}

/**
 * The files of a published package's tarball, as they are installed. Archives in it stay closed: their bytes were
 * published as they are. Null when it cannot be read completely.
 */
export async function publishedTree(tarball: Uint8Array, limits: Limits): Promise<FileTree | null> {
  const packed = await readPacked(tarball, limits.maxInflatedBytes);
  if (!packed) return null;
  const log = problemLog();
  const builder = treeBuilder<Uint8Array>({ limits, budget: newBudget(limits), log, readWanted });
  for (const { path, isExecutable, bytes } of packed)
    builder.add({ kind: 'file', name: path, size: bytes.length, executable: isExecutable, handle: bytes });
  const tree = builder.finish();
  // A problem of an existing file (names in two cases) hides no file.
  const isBroken = log.list().some((each) => each.affectsCompleteness && !tree.files.has(each.path));
  return tree.files.size === 0 || isBroken ? null : tree;
}
