import { isAscii } from 'node:buffer';
import type { Program } from 'acorn';
import { beyondLimit, limitOf, type FileEntry } from '../../files/index.js';
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
  /** Notes that a limit kept a rule from looking at all of it. */
  cut(limit: RuleLimit): void;
  /** What rules did not see of it: there is no tree, or a limit cut it. */
  problems(): readonly Problem[];
}

/** Limits of how rules look at one file. */
export type RuleLimit = 'rule-hits' | 'rule-script';

const CUT: Readonly<Record<RuleLimit, string>> = {
  'rule-hits': 'places that one rule is about: the others were not looked at',
  'rule-script': 'bytes, and an install script runs it: it was not looked through',
};

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
  const cuts = new Set<RuleLimit>();
  const file: ScannedFile = {
    ...parts,
    text: () => (text ??= decode(parts.bytes)),
    tree() {
      tree ??= parse(file.text());
      return typeof tree === 'string' ? null : tree;
    },
    cut: (limit) => void cuts.add(limit),
    problems() {
      const { path } = parts.entry;
      const cut = [...cuts].map((limit) =>
        beyondLimit(limit, path, `It has more than ${limitOf(limit)} ${CUT[limit]}.`),
      );
      return typeof tree === 'string' ? [problemOf(path, tree), ...cut] : cut;
    },
  };
  return file;
}
