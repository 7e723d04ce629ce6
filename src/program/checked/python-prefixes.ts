import { firstIndex } from '../../model/index.js';
import { fieldOf, type PythonNode } from '../../syntax/index.js';
import type { Check } from './check.js';
import { lackingText } from './lacking-signs.js';
import { isClosedPrefix, type CheckKind } from './patterns.js';
import { argumentsOf, checkOf, constantText, textOf, type ConditionText } from './python-names.js';

const NONE: readonly Check[] = [];

/** Functions and methods that take `..` out of a path. What they give has no separator at its end. */
const RESOLVING = /(?:^|\.)(?:realpath|abspath|normpath|resolve)$/;
/** Functions that put paths together as they are. */
const JOINING = /(?:^|\.)(?:path\.join|joinpath)$/;
/** A path without its last part. */
const SHORTENING = /(?:^|\.)dirname$/;

function calleeOf(node: PythonNode, source: ConditionText): string {
  const callee = node.type === 'call' ? fieldOf(node, 'function') : undefined;
  return callee ? textOf(callee, source) : '';
}

/** The last value that code gave a name before a position; where it does so only behind that (`self.root`), that one. */
function givenTo(node: PythonNode, source: ConditionText): PythonNode {
  const given = source.given.get(textOf(node, source)) ?? [];
  const next = firstIndex(0, given.length, (at) => (given[at]?.start ?? 0) >= node.start);
  return given[Math.max(0, next - 1)] ?? node;
}

/** Whether a path lacks a separator at its end, so that others begin with it as well: `/data` and `/database`. */
function isOpenEnd(prefix: PythonNode, source: ConditionText): boolean {
  const value = givenTo(prefix, source);
  const text = constantText(value, source.text);
  if (text !== null) return !isClosedPrefix(text);
  const name = calleeOf(value, source);
  if (RESOLVING.test(name) || SHORTENING.test(name)) return true;
  if (!JOINING.test(name)) return false;
  const last = constantText(argumentsOf(value).at(-1), source.text);
  return last === null || (last !== '' && !last.endsWith('/'));
}

/** The path that code takes `..` out of: `os.path.realpath(path)`, `path.resolve()`; null of another expression. */
function resolvedIn(node: PythonNode, source: ConditionText): PythonNode | null {
  if (!RESOLVING.test(calleeOf(node, source))) return null;
  const callee = fieldOf(node, 'function');
  return argumentsOf(node)[0] ?? (callee && fieldOf(callee, 'object')) ?? null;
}

/** Whether a text begins with a constant before other values: `'/data/' + name`. */
function isBegun(value: PythonNode): boolean {
  let at = value;
  for (let left = fieldOf(at, 'left'); left && at.type === 'binary_operator'; left = fieldOf(at, 'left'))
    at = left;
  if (at.type !== 'string') return false;
  const parts = at.children.map(({ type }) => type).filter((type) => /content|interpolation/.test(type));
  return parts[0] === 'string_content' && (at !== value || parts.includes('interpolation'));
}

/** Whether a path is put together with `..` still in it. */
function isUnresolved(path: PythonNode, source: ConditionText): boolean {
  const value = givenTo(path, source);
  const isDivided = value.type === 'binary_operator' && fieldOf(value, 'operator')?.type === '/';
  return isDivided || isBegun(value) || JOINING.test(calleeOf(value, source));
}

function below(path: PythonNode, source: ConditionText): readonly Check[] {
  const inner = resolvedIn(path, source);
  if (inner) return checkOf(inner, source, 'folder');
  return isUnresolved(path, source) ? NONE : checkOf(path, source, 'prefix');
}

/** `path.startswith(prefix)` checks the path. */
export function pythonBegun(
  path: PythonNode,
  prefix: PythonNode | undefined,
  source: ConditionText,
): readonly Check[] {
  return !prefix || isOpenEnd(prefix, source) ? NONE : below(path, source);
}

/** What is known of a text that does not contain another text. */
function kindWithout(sign: string | null): CheckKind | null {
  if (sign === '..' || sign === '../') return 'down';
  if (sign === '/') return 'folder';
  return lackingText(sign === String.raw`\n` ? '\n' : (sign ?? ''));
}

/** `'..' not in name`, `'..' not in Path(name).parts`: the name does not lead up; without a slash, it leads nowhere else. */
export function pythonWithout(sign: PythonNode, text: PythonNode, source: ConditionText): readonly Check[] {
  const kind = kindWithout(constantText(sign, source.text));
  const isParts = text.type === 'attribute' && textOf(text, source).endsWith('.parts');
  const path = isParts ? fieldOf(text, 'object') : text;
  const name = path?.type === 'call' ? argumentsOf(path)[0] : path;
  return kind === null ? NONE : checkOf(name, source, kind);
}

const COMMON = /(?:^|\.)commonpath$/;

/** `os.path.commonpath([path, folder]) == folder` checks the path, part by part. */
export function pythonShares(call: PythonNode, folder: PythonNode, source: ConditionText): readonly Check[] {
  const [list] = argumentsOf(call);
  if (!COMMON.test(calleeOf(call, source)) || !list || !/^(?:list|tuple)$/.test(list.type)) return NONE;
  const isFolder = (each: PythonNode): boolean => textOf(each, source) === textOf(folder, source);
  const [path, ...others] = list.children.filter((each) => !isFolder(each));
  return path && others.length === 0 && list.children.length === 2 ? below(path, source) : NONE;
}

/** `path.is_relative_to(folder)` checks the path, part by part. */
export function pythonIsBelow(path: PythonNode, source: ConditionText): readonly Check[] {
  return below(path, source);
}
