import { basename } from 'node:path';
import {
  bytesInMemory,
  DEFAULT_LIMITS,
  openHostFolder,
  type Limits,
  type Origin,
} from '../../src/files/index.js';
import type { ProblemCode } from '../../src/model/index.js';
import { unpack, type Unpacked } from '../../src/unpackers/index.js';

/** Opens bytes as an artifact of this file name. */
export async function unpackBytes(
  bytes: Uint8Array,
  name = 'function.zip',
  limits: Partial<Limits> = {},
): Promise<Unpacked> {
  return unpack({ kind: 'archive', name, bytes: bytesInMemory(bytes) }, { ...DEFAULT_LIMITS, ...limits });
}

/** A folder of this machine in the form that unpackers receive. */
export function folderOrigin(
  hostPath: string,
  extraFiles: ReadonlyMap<string, string> = new Map(),
): Extract<Origin, { readonly kind: 'directory' }> {
  const folder = openHostFolder(hostPath, { limits: DEFAULT_LIMITS, extraFiles });
  return { kind: 'directory', name: basename(hostPath), folder };
}

/** All files of an artifact as text, or the code of the problem that reading gave. */
export async function readAll({ tree }: Unpacked): Promise<ReadonlyMap<string, string>> {
  const contents = new Map<string, string>();
  for await (const read of tree.readMany(tree.files.keys())) {
    contents.set(
      read.path,
      read.problem ? `!${read.problem.code}` : Buffer.from(read.bytes).toString('utf8'),
    );
  }
  return contents;
}

/** `code path` of every problem; a `!` in front of those that make the answer incomplete. */
export function problemLines({ problems }: Unpacked): string[] {
  return problems.map(({ code, path, affectsCompleteness }) =>
    `${affectsCompleteness ? '!' : ''}${code} ${path}`.trimEnd(),
  );
}

/** The codes alone. */
export function problemCodes({ problems }: Unpacked): ProblemCode[] {
  return problems.map(({ code }) => code);
}
