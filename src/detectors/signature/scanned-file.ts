import { isAscii } from 'node:buffer';
import type { Program } from 'acorn';
import type { FileEntry } from '../../files/index.js';
import type { Problem } from '../../model/index.js';
import { readScript, type Unparsed } from '../../syntax/index.js';

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

function decode(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return buffer.toString(isAscii(buffer) ? 'latin1' : 'utf8');
}

const WHY: Readonly<Record<Unparsed, string>> = {
  'too-large': 'It is too large to be parsed',
  malformed: 'It is no JavaScript that can be parsed',
};

/** Says which rules did not look. Those about its text did, and packages are not told by a tree: the inventory lacks nothing. */
function problemOf(path: string, code: Unparsed): Problem {
  const message = `${WHY[code]}: rules about its calls were not applied, only those about its text.`;
  return { code, path, message, affectsCompleteness: false };
}

/** @param parse gives a text's tree: what was parsed before need not be again. */
export function scannedFile(
  parts: Pick<ScannedFile, 'entry' | 'path' | 'bytes' | 'keywords'>,
  parse: (text: string) => Program | Unparsed = readScript,
): ScannedFile {
  let text: string | undefined;
  let tree: Program | Unparsed | undefined;
  const file: ScannedFile = {
    ...parts,
    text: () => (text ??= decode(parts.bytes)),
    tree() {
      tree ??= parse(file.text());
      return typeof tree === 'string' ? null : tree;
    },
    problems: () => (typeof tree === 'string' ? [problemOf(parts.entry.path, tree)] : []),
  };
  return file;
}
