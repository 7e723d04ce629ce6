import {
  problemLog,
  treeBuilder,
  type ByteSource,
  type FileRead,
  type Origin,
  type Wanted,
} from '../../files/index.js';
import type { UnpackContext, Unpacked, Unpacker } from '../unpacker.js';

const CODE_NAMES = /\.(?:[cm]?js|[cm]?ts|jsx|tsx|py)$/i;

/** True for a file with a code extension, unless its first bytes are a zip's. A zip appended to code does not change that. */
function recognises(origin: Origin): boolean {
  if (origin.kind !== 'archive' || origin.bytes.size === 0 || !CODE_NAMES.test(origin.name)) return false;
  const [first, second] = origin.bytes.read(0, Math.min(2, origin.bytes.size));
  return !(first === 0x50 && second === 0x4b);
}

function unpackFile(name: string, source: ByteSource, { limits, budget }: UnpackContext): Unpacked {
  const log = problemLog();
  function* readWanted(wanted: readonly Wanted<ByteSource>[]): Generator<FileRead> {
    for (const { path, size, handle } of wanted) yield { path, bytes: handle.read(0, size) };
  }
  const builder = treeBuilder<ByteSource>({ limits, budget, log, readWanted });
  const base = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  builder.add({ kind: 'file', name: base, size: source.size, executable: false, handle: source });
  return { tree: builder.finish(), problems: log.list(), image: null };
}

/** A single code file, as a bundler writes it. The tree holds only this file. */
export const singleFile = {
  id: 'single-file',
  title: 'single code files',
  recognises,
  async unpack(origin, context) {
    if (origin.kind !== 'archive') throw new TypeError('a code file is a file');
    return unpackFile(origin.name, origin.bytes, context);
  },
} satisfies Unpacker;
