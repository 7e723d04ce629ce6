import type { Program } from 'acorn';
import { limitOf } from '../../files/index.js';
import { firstIndex } from '../../model/index.js';
import { parseScript } from '../../syntax/index.js';
import { collectScopes } from './collect-scopes.js';
import { evaluatedModules } from './evaluated-modules.js';
import { Folding, type Edit } from './fold.js';
import { Interpreter } from './interpreter.js';
import { isHidden, mayCompute } from './may-compute.js';
import { turnTables } from './turned-tables.js';

/** A script with the texts written out that it computes. */
export interface ReadableCopy {
  readonly text: string;
  /** Where a place of the copy is in the script. */
  offsetIn(copyOffset: number): number;
}

/** A stretch of a copy that begins at `copy`; `isMade`: the script has another text there. */
interface Stretch {
  readonly copy: number;
  readonly original: number;
  readonly isMade: boolean;
}

function applied(text: string, edits: readonly Edit[]): ReadableCopy {
  const pieces: string[] = [];
  const stretches: Stretch[] = [];
  let [at, length] = [0, 0];
  const add = (piece: string, original: number, isMade: boolean): void => {
    stretches.push({ copy: length, original, isMade });
    pieces.push(piece);
    length += piece.length;
  };
  for (const { start, end, text: made } of edits) {
    add(text.slice(at, start), at, false);
    add(made, start, true);
    at = end;
  }
  add(text.slice(at), at, false);
  return {
    text: pieces.join(''),
    offsetIn(copyOffset) {
      const next = firstIndex(0, stretches.length, (index) => (stretches[index]?.copy ?? 0) > copyOffset);
      const { copy, original, isMade } = stretches[next - 1] ?? { copy: 0, original: 0, isMade: false };
      return isMade ? original : original + copyOffset - copy;
    },
  };
}

/** Stands at the end of a copy whose script has a table of texts that could not be read. Rules look for it. */
const UNREAD_TABLE = '\n/* a table of texts that could not be read */';

/** A piece of a script: [start, end). */
type Piece = Readonly<{ start: number; end: number }>;

/** The parts of a script that may compute texts: the whole script or, of a large one, the code that few know. */
function computing(text: string, strangers: () => readonly Piece[]): readonly Piece[] {
  const all = { start: 0, end: text.length };
  const isWhole = text.length <= limitOf('computed-written') || isHidden(text);
  const pieces = isWhole && text.length <= limitOf('computed-script') ? [all] : strangers().flatMap(cut);
  return pieces.filter((piece) => mayCompute(text.slice(piece.start, piece.end)));
}

/** Cuts a piece into pieces that are short enough to be searched. */
function cut({ start, end }: Piece): readonly Piece[] {
  const most = limitOf('computed-written');
  const count = Math.ceil((end - start) / most);
  return Array.from({ length: count }, (_, index) => {
    const from = start + index * most;
    return { start: from, end: Math.min(end, from + most) };
  });
}

function editsOf(text: string, program: Program, pieces: readonly Piece[]): readonly Edit[] {
  try {
    const script = collectScopes(text, program);
    const interpreter = new Interpreter(
      script,
      limitOf(isHidden(text) ? 'computed-hidden-steps' : 'computed-steps'),
    );
    const isTurned = turnTables(script, interpreter);
    const folding = new Folding(script, interpreter, pieces);
    folding.visit(program, script.root);
    const edits = folding.edits.length > folding.plain ? folding.edits : [];
    const end = { start: text.length, end: text.length, text: UNREAD_TABLE };
    return isTurned ? edits : [...edits, end];
  } catch (error) {
    // Code that nests too deeply for this stack.
    if (error instanceof RangeError) return [];
    throw error;
  }
}

/**
 * A script with the texts written out that it computes from its own constants: `['se', 'crets'].join('')` as `"secrets"`, and the
 * code in such texts beside the calls that run it; of a bundle whose modules are texts, these modules. Null without any. The script
 * is never run.
 * @param strangers the code of a bundle that few know. Of a large script, only this code is written out.
 */
export function readableCopy(
  text: string,
  parse: () => Program | null = () => parseScript(text),
  strangers: () => readonly Piece[] = () => [],
): ReadableCopy | null {
  const modules = evaluatedModules(text, parse);
  if (modules.length > 0) return applied(text, modules);
  const pieces = computing(text, strangers);
  const program = pieces.length > 0 ? parse() : null;
  const edits = program ? editsOf(text, program, pieces) : [];
  return edits.length > 0 ? applied(text, edits) : null;
}
