import { isAscii, isUtf8 } from 'node:buffer';
import type { Program } from 'acorn';
import { beyondLimit, limitOf, type FileEntry } from '../../files/index.js';
import type { Problem } from '../../model/index.js';
import type { FoundKeywords } from '../text/keyword-finder.js';
import { unitOffsets } from '../text/unit-offsets.js';
import {
  readAround,
  readScript,
  type Cell,
  type PartialScript,
  type PythonScript,
  type Unparsed,
} from '../../syntax/index.js';

/** A file under the rules. Text and tree are computed for the first rule that needs them. */
export interface ScannedFile {
  readonly entry: FileEntry;
  /** Path inside its subject. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Keywords of all rules that are in it. */
  readonly keywords: FoundKeywords;
  text(): string;
  /** Where a keyword stands in its text, in order, places that overlap too; undefined where the text has to be searched. */
  foundAt(keyword: string): readonly number[] | undefined;
  /** Its tree as a whole, or why there is none. */
  whole(): Program | Unparsed;
  /** Its tree; of a file that does not parse as a whole, the parts near places of interest that could be read. */
  tree(): Program | null;
  /** Its tree in Python; null if it cannot be parsed, undefined if no rule can match in it. */
  python(): PythonScript | null | undefined;
  /** Stretches that its tree lacks because they do not parse. */
  unread(): readonly Cell[];
  /** Records that a match of a rule may be in one of them. */
  miss(): void;
  /** Records that a limit kept a rule from reading all of it. */
  cut(limit: RuleLimit): void;
  /** Parts that rules did not see: text that does not parse, or text beyond a limit. */
  problems(): readonly Problem[];
}

/** Limits of the rules for one file. */
export type RuleLimit = 'rule-hits' | 'rule-script';

const CUT: Readonly<Record<RuleLimit, string>> = {
  'rule-hits': 'places that match one rule: the others were not checked',
  'rule-script': 'bytes, and an install script runs it: it was not searched',
};

function decode(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return buffer.toString(isAscii(buffer) ? 'latin1' : 'utf8');
}

/** Returns a function that gives the places of a file's keywords in its text. */
function placesInText({ bytes, keywords }: Pick<ScannedFile, 'bytes' | 'keywords'>): ScannedFile['foundAt'] {
  const { startsOf } = keywords;
  if (!startsOf || isAscii(bytes)) return (keyword) => startsOf?.(keyword);
  if (!isUtf8(bytes)) return () => undefined;
  const unitAt = unitOffsets(bytes);
  return (keyword) => startsOf(keyword)?.map(unitAt);
}

/** Reports code that could not be parsed and may hold a call that a rule looks for. */
function missedProblem(path: string): Problem {
  const message = 'It cannot be parsed completely: calls in it were checked by their text only.';
  return { code: 'malformed', path, message, affectsCompleteness: true };
}

/** The inputs of a file's tree. */
export interface TreeMaking {
  /** Parses a text; a text that was parsed before is not parsed again. */
  readonly parse?: (text: string) => Program | Unparsed;
  /** Places of interest in a file that cannot be parsed as a whole. */
  readonly placesOf?: (file: ScannedFile) => readonly Cell[];
  /** Its tree in Python, if a rule may ask for it. */
  readonly python?: PythonScript | null | undefined;
}

export function scannedFile(
  parts: Pick<ScannedFile, 'entry' | 'path' | 'bytes' | 'keywords'>,
  { parse = readScript, placesOf = () => [], python }: TreeMaking = {},
): ScannedFile {
  let text: string | undefined;
  let whole: Program | Unparsed | undefined;
  let script: PartialScript | undefined;
  let isMissed = false;
  let places: ScannedFile['foundAt'] | undefined;
  const cuts = new Set<RuleLimit>();
  function read(): PartialScript {
    const program = file.whole();
    if (typeof program !== 'string') return { program, unread: [] };
    return readAround(file.text(), placesOf(file));
  }
  const file: ScannedFile = {
    ...parts,
    text: () => (text ??= decode(parts.bytes)),
    foundAt: (keyword) => (places ??= placesInText(parts))(keyword),
    whole: () => (whole ??= parse(file.text())),
    tree: () => (script ??= read()).program,
    python: () => python,
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
