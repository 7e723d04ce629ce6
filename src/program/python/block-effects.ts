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

type EffectOf = (tokens: readonly PythonToken[], ended: Effect) => Effect;

/** Words that begin a block, and its effect by the statement and the block before it. */
const BLOCKS: ReadonlyMap<string, EffectOf> = new Map<string, EffectOf>([
  ['def', () => 'called'],
  ['if', conditionEffect],
  ['elif', (tokens, ended) => combined(inherited(ended), conditionEffect(tokens))],
  ['else', (_, ended) => inherited(ended)],
  ['except', () => 'alternative'],
  ...['class', 'try', 'finally', 'for', 'while', 'with'].map(
    (word) => [word, () => 'none'] as const satisfies readonly [string, EffectOf],
  ),
]);
/** Words that begin a block only if they are not names: `match = 1`. */
const SOFT_BLOCKS: ReadonlySet<string> = new Set(['match', 'case']);

/** The other branch of a condition depends on it, too. */
function inherited(ended: Effect): Effect {
  return ended === 'condition' ? ended : 'none';
}

function isSoftBlock([first, second, ...others]: readonly PythonToken[]): boolean {
  const isName = second?.value === '=' || second?.value === '.';
  return SOFT_BLOCKS.has(first?.value ?? '') && !isName && others.at(-1)?.value === ':';
}

/**
 * The effect of the block that a statement begins; null for a statement without a block.
 * @param ended the effect of the block that ended right before it, at the same columns.
 */
export function blockEffect(tokens: readonly PythonToken[], ended: Effect): Effect | null {
  const [first] = tokens;
  if (first?.kind !== 'name') return null;
  if (first.value === 'async') return blockEffect(tokens.slice(1), ended);
  const effect = BLOCKS.get(first.value);
  if (effect) return effect(tokens, ended);
  return isSoftBlock(tokens) ? 'none' : null;
}
