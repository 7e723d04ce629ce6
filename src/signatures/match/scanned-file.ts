import { isAscii } from 'node:buffer';
import type { Program } from 'acorn';
import { beyondLimit, limitOf, type FileEntry } from '../../files/index.js';
import type { Problem } from '../../model/index.js';
import { readAround, readScript, type Cell, type PartialScript, type Unparsed } from '../../syntax/index.js';

/** A file under the rules. Text and tree are made when the first rule asks for them. */
export interface ScannedFile {
  readonly entry: FileEntry;
  /** Path inside its subject. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Keywords of all rules that are in it. */
  readonly keywords: ReadonlySet<string>;
  text(): string;
  /** Its tree; of a file that does not parse as a whole, as much of it as could be read near places of interest. */
  tree(): Program | null;
  /** Stretches that its tree lacks because they do not parse. */
  unread(): readonly Cell[];
  /** Notes that something a rule is about may stand in one of them. */
  miss(): void;
  /** Notes that a limit kept a rule from looking at all of it. */
  cut(limit: RuleLimit): void;
  /** What rules did not see of it: it does not parse where they looked, or a limit cut it. */
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

/** Reports code that could not be parsed and may hold a call that a rule looks for. */
function missedProblem(path: string): Problem {
  const message =
    'A part of it does not parse, or all of it is too large to: calls that rules look for may be there, and were judged by their text only.';
  return { code: 'malformed', path, message, affectsCompleteness: true };
}

/** What a file's tree is made with. */
export interface TreeMaking {
  /** Gives a text's tree: what was parsed before need not be again. */
  readonly parse?: (text: string) => Program | Unparsed;
  /** Places that are wanted of a file that has no tree as a whole. */
  readonly placesOf?: (file: ScannedFile) => readonly Cell[];
}

export function scannedFile(
  parts: Pick<ScannedFile, 'entry' | 'path' | 'bytes' | 'keywords'>,
  { parse = readScript, placesOf = () => [] }: TreeMaking = {},
): ScannedFile {
  let text: string | undefined;
  let script: PartialScript | undefined;
  let isMissed = false;
  const cuts = new Set<RuleLimit>();
  function read(): PartialScript {
    const program = parse(file.text());
    if (typeof program !== 'string') return { program, unread: [] };
    return readAround(file.text(), placesOf(file));
  }
  const file: ScannedFile = {
    ...parts,
    text: () => (text ??= decode(parts.bytes)),
    tree: () => (script ??= read()).program,
    unread: () => script?.unread ?? [],
    miss: () => void (isMissed = true),
    cut: (limit) => void cuts.add(limit),
    problems() {
      const { path } = parts.entry;
      const cut = [...cuts].map((limit) =>
        beyondLimit(limit, path, `It has more than ${limitOf(limit)} ${CUT[limit]}.`),
      );
      return isMissed ? [missedProblem(path), ...cut] : cut;
    },
  };
  return file;
}
