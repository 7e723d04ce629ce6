import { createHash } from 'node:crypto';
import type { FileTree } from '../files/index.js';
import { sha256Of } from './match/match-file.js';
import type { Subject } from './match/subject.js';
import type { Scanned } from './scanned.js';
import { isSystemTree } from './secrets/searched-files.js';

/** A subject whose result may be known. */
export interface KnownSubject {
  /** Hex: the same for subjects with the same package and the same files by name and size. */
  readonly key: string;
  readonly bytes: number;
  /** Hex, of all its files' bytes; null if one cannot be read. */
  readonly digest: () => Promise<string | null>;
  readonly scan: () => Promise<Scanned>;
}

/** Gives what the rules find in a subject: from an earlier scan of the same bytes, or by a scan. */
export type ResultKeeper = (subject: KnownSubject) => Promise<Scanned>;

/** The order of an artifact's files is that of its packer. */
function byPath<T>(files: readonly (readonly [path: string, value: T])[]): readonly (readonly [string, T])[] {
  return files.toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function hexOf(facts: unknown): string {
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex');
}

async function digestOf(tree: FileTree, { files }: Subject): Promise<string | null> {
  const digests: (readonly [string, string])[] = [];
  for await (const { path, bytes } of tree.readMany(files.map((file) => file.path))) {
    if (!bytes) return null;
    digests.push([path, sha256Of(bytes)]);
  }
  return hexOf(byPath(digests));
}

/** A package of a tree as a keeper of results knows it: the rules read nothing else. */
export function knownSubject(tree: FileTree, subject: Subject, scan: () => Promise<Scanned>): KnownSubject {
  const { package: found, folder, files } = subject;
  const { id, name, ecosystem, origin, locations } = found ?? {};
  const listed = byPath(files.map(({ path, size, executable }) => [path, [size, executable]]));
  return {
    key: hexOf([isSystemTree(tree), folder, id, name, ecosystem, origin, locations, listed]),
    bytes: files.reduce((sum, { size }) => sum + size, 0),
    digest: () => digestOf(tree, subject),
    scan,
  };
}
