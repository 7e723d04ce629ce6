import { isAscii } from 'node:buffer';
import type { Program } from 'acorn';
import type { FileEntry } from '../../files/index.js';
import type { Problem } from '../../model/index.js';
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
  /** That a rule asked for its tree, and there is none. */
  problems(): readonly Problem[];
}

/** A tree of this many bytes of code takes some 300 MB. */
const MAX_TREE_BYTES = 8 * 1024 * 1024;

function decode(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return buffer.toString(isAscii(buffer) ? 'latin1' : 'utf8');
}

/** Says which rules did not look. Those about its text did, and packages are not told by a tree: the inventory lacks nothing. */
function problemOf({ entry: { path }, bytes }: Pick<ScannedFile, 'entry' | 'bytes'>): Problem {
  const [code, why] =
    bytes.length > MAX_TREE_BYTES
      ? (['too-large', `It is larger than ${MAX_TREE_BYTES} bytes`] as const)
      : (['malformed', 'It is no JavaScript that can be parsed'] as const);
  const message = `${why}: rules about its calls were not applied, only those about its text.`;
  return { code, path, message, affectsCompleteness: false };
}

/** @param parse gives a text's tree: what was parsed before need not be again. */
export function scannedFile(
  parts: Pick<ScannedFile, 'entry' | 'path' | 'bytes' | 'keywords'>,
  parse: (text: string) => Program | null = parseScript,
): ScannedFile {
  let text: string | undefined;
  let tree: Program | null | undefined;
  const file: ScannedFile = {
    ...parts,
    text: () => (text ??= decode(parts.bytes)),
    tree: () =>
      tree === undefined ? (tree = parts.bytes.length > MAX_TREE_BYTES ? null : parse(file.text())) : tree,
    problems: () => (tree === null ? [problemOf(parts)] : []),
  };
  return file;
}
