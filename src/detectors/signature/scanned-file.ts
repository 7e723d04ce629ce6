import { isAscii } from 'node:buffer';
import type { Program } from 'acorn';
import type { FileEntry } from '../../files/index.js';
import { parseScript } from '../../syntax/index.js';

/** A file under the rules. Text and tree are made when the first rule asks for them. */
export interface ScannedFile {
  readonly entry: FileEntry;
  /** Path inside its subject. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Keywords of all rules that are in it. */
  readonly keywords: ReadonlySet<string>;
  text(): string;
  /** Null when it is no JavaScript that can be parsed, or too large to parse for a signature. */
  tree(): Program | null;
}

/** A tree of this many bytes of code takes some 300 MB. */
const MAX_TREE_BYTES = 8 * 1024 * 1024;

function decode(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return buffer.toString(isAscii(buffer) ? 'latin1' : 'utf8');
}

export function scannedFile(parts: Pick<ScannedFile, 'entry' | 'path' | 'bytes' | 'keywords'>): ScannedFile {
  let text: string | undefined;
  let tree: Program | null | undefined;
  const file: ScannedFile = {
    ...parts,
    text: () => (text ??= decode(parts.bytes)),
    tree: () =>
      tree === undefined
        ? (tree = parts.bytes.length > MAX_TREE_BYTES ? null : parseScript(file.text()))
        : tree,
  };
  return file;
}
