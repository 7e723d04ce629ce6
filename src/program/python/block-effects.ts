import type { PythonToken } from './logical-lines.js';

/**
 * When the statements of a block run. `called`: when something calls the function. `condition`: only with some releases or systems.
 * `alternative`: only after something failed. `never`: not when the file is imported.
 */
export type Effect = 'none' | 'called' | 'condition' | 'alternative' | 'never';

const RANK: readonly Effect[] = ['none', 'called', 'condition', 'alternative', 'never'];

/** The effect of a block inside of another one. */
export function combined(around: Effect, own: Effect): Effect {
  return RANK.indexOf(around) >= RANK.indexOf(own) ? around : own;
}

const TYPE_CHECKING = /^(?:\w+\.)?TYPE_CHECKING$/;
/** Values that differ between releases of Python and systems. */
const SYSTEM =
  /\b(?:version_info|hexversion|sys\.version|sys\.platform|os\.name|platform\.|PY2|PY3|PYPY)\b|\bPY_?\d/;
const MAIN = /^__name__==__main__$|^__main__==__name__$/;

/** The condition of `if`, without white space. */
function conditionOf(tokens: readonly PythonToken[]): string {
  const end = tokens.findIndex(({ kind, value }) => kind === 'sign' && value === ':');
  return tokens
    .slice(1, end < 0 ? undefined : end)
    .map(({ value }) => value)
    .join('');
}

function conditionEffect(tokens: readonly PythonToken[]): Effect {
  const condition = conditionOf(tokens);
  if (TYPE_CHECKING.test(condition) || MAIN.test(condition)) return 'never';
  return SYSTEM.test(condition) ? 'condition' : 'none';
}

const OTHER_BLOCKS: ReadonlySet<string> = new Set(['class', 'try', 'finally', 'for', 'while', 'with']);
/** Words that begin a block only if they are not names: `match = 1`. */
const SOFT_BLOCKS: ReadonlySet<string> = new Set(['match', 'case']);

/**
 * The effect of the block that a statement begins; null for a statement without a block.
 * @param ended the effect of the block that ended right before it, at the same columns.
 */
export function blockEffect(tokens: readonly PythonToken[], ended: Effect): Effect | null {
  const [first, second] = tokens;
  if (first?.kind !== 'name') return null;
  if (first.value === 'async') return blockEffect(tokens.slice(1), ended);
  if (first.value === 'def') return 'called';
  if (first.value === 'if') return conditionEffect(tokens);
  if (first.value === 'except') return 'alternative';
  if (first.value === 'elif')
    return combined(ended === 'condition' ? ended : 'none', conditionEffect(tokens));
  if (first.value === 'else') return ended === 'condition' ? ended : 'none';
  if (OTHER_BLOCKS.has(first.value)) return 'none';
  const isSoft = SOFT_BLOCKS.has(first.value) && second?.value !== '=' && second?.value !== '.';
  return isSoft && tokens.at(-1)?.value === ':' ? 'none' : null;
}
