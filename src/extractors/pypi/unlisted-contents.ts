import { createHash } from 'node:crypto';
import type { FileTree } from '../../files/index.js';
import {
  codeIdentity,
  sourceSizeIn,
  versionInSource,
  versionsInCompiled,
  type SeenContent,
  type SeenFile,
} from '../../release-files/index.js';

/** How much of a file is wanted. */
export interface WantedFile {
  readonly kind: SeenContent['kind'];
  /** Whether it may hold its package's version. */
  readonly mayHoldVersion: boolean;
}

/** What a file holds, without its place. */
export type ReadContent = Pick<SeenFile, 'content' | 'versionTexts'>;

const HASH_DIGITS = 16;

function contentOf(bytes: Uint8Array, { kind, mayHoldVersion }: WantedFile): ReadContent {
  if (kind === 'source') {
    const hash = createHash('sha256').update(bytes).digest('hex').slice(0, HASH_DIGITS);
    const version = mayHoldVersion ? versionInSource(new TextDecoder('latin1').decode(bytes)) : null;
    return { content: { kind, hash, size: bytes.length }, versionTexts: version === null ? [] : [version] };
  }
  if (kind === 'compiled') {
    const versionTexts = mayHoldVersion ? versionsInCompiled(bytes) : [];
    return { content: { kind, sourceSize: sourceSizeIn(bytes) }, versionTexts };
  }
  if (kind === 'library') return { content: { kind }, versionTexts: [] };
  return { content: { kind, identity: codeIdentity(bytes) }, versionTexts: [] };
}

/** Reads files as far as it takes to compare them: of compiled code the head, of libraries named by their hash nothing. */
export async function readContents(
  tree: FileTree,
  wanted: ReadonlyMap<string, WantedFile>,
): Promise<ReadonlyMap<string, ReadContent>> {
  const found = new Map<string, ReadContent>();
  const isHeadEnough = ({ kind, mayHoldVersion }: WantedFile): boolean =>
    kind === 'compiled' && !mayHoldVersion;
  const whole: string[] = [];
  const heads: string[] = [];
  for (const [path, file] of wanted) {
    if (file.kind === 'library') found.set(path, { content: { kind: 'library' }, versionTexts: [] });
    else (isHeadEnough(file) ? heads : whole).push(path);
  }
  for (const reading of [tree.readMany(whole), tree.readHeads(heads)])
    for await (const { path, bytes } of reading) {
      const file = wanted.get(path);
      if (bytes && file) found.set(path, contentOf(bytes, file));
    }
  return found;
}
