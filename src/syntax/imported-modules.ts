import type { AnyNode, CatchClause, Program, TryStatement } from 'acorn';
import { holdsOne } from './holds-one.js';
import { eachChild } from './node-kinds.js';
import { otherRequires } from './other-requires.js';
import { parseScript } from './parse-script.js';
import { requiredKey, handedOn, relayModules } from './relay-modules.js';
import { requireNames } from './require-names.js';

/** The text of a string literal, or of a template without expressions. */
export function textOf(node: AnyNode | null | undefined): string | null {
  if (node?.type === 'Literal') return typeof node.value === 'string' ? node.value : null;
  if (node?.type !== 'TemplateLiteral' || node.quasis.length !== 1) return null;
  return node.quasis[0]?.value.cooked ?? null;
}

/** `require`, and a method of this name: `module.require`. */
function isRequire(callee: AnyNode): boolean {
  if (callee.type === 'Identifier') return callee.name === 'require';
  if (callee.type !== 'MemberExpression' || callee.computed) return false;
  return callee.property.type === 'Identifier' && callee.property.name === 'require';
}

/** The start of `"a/" + b`, which composes a path below the package. */
function startOf(node: AnyNode | undefined): string | null {
  if (node?.type !== 'BinaryExpression' || node.operator !== '+') return textOf(node);
  const text = startOf(node.left);
  return text?.includes('/') ? text : null;
}

function specifierOf(node: AnyNode, others: ReadonlySet<AnyNode>): string | null {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      return textOf(node.source);
    case 'ImportExpression':
      return startOf(node.source);
    case 'CallExpression':
      return isRequire(node.callee) || others.has(node) ? startOf(node.arguments[0]) : null;
    default:
      return null;
  }
}

const FUNCTIONS: ReadonlySet<string> = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
]);

/** `process.exit(…)` */
function isExit(node: AnyNode): boolean {
  if (node.type !== 'MemberExpression' || node.property.type !== 'Identifier') return false;
  return node.property.name === 'exit' || node.property.name === 'abort';
}

/** A handler with more nodes does more than note a missing module. */
const MAX_HANDLER = 200;

/** Whether a handler ignores the failure: it neither exits the program nor, if that matters, returns from the function. */
function carriesOn(handler: CatchClause, mayReturn: boolean): boolean {
  const open: AnyNode[] = [handler.body];
  let seen = 0;
  for (let node = open.pop(); node; node = open.pop()) {
    seen += 1;
    if (seen > MAX_HANDLER || node.type === 'ThrowStatement' || isExit(node)) return false;
    if (node.type === 'ReturnStatement' && !mayReturn) return false;
    if (!FUNCTIONS.has(node.type)) eachChild(node, (child) => open.push(child));
  }
  return true;
}

/**
 * Whether code only tests whether a module exists: a failure has no effect, or a single statement has a
 * substitute. A function that answers with an error on failure needs its imports.
 */
function isAttempt({ block, handler }: TryStatement): boolean {
  if (!handler) return false;
  const [only, ...more] = block.body;
  if (handler.body.body.length === 0) return true;
  return more.length === 0 && carriesOn(handler, only?.type === 'ReturnStatement');
}

/** Whether code continues when a child fails: the child is in an attempt, or it is the promise of `import("x").catch(…)`. */
function isCaught(parent: AnyNode, child: AnyNode): boolean {
  if (parent.type === 'TryStatement') return child === parent.block && isAttempt(parent);
  if (parent.type !== 'MemberExpression' || child.type !== 'ImportExpression') return false;
  return parent.property.type === 'Identifier' && parent.property.name === 'catch';
}

/** The code in an argument of `eval`, in which webpack writes modules (`devtool: 'eval'`). Null for other nodes. */
export function evaluatedText(node: AnyNode): string | null {
  if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier' || node.callee.name !== 'eval')
    return null;
  return textOf(node.arguments[0]);
}

/** A place where code imports something. */
export interface ImportPlace {
  /** Where it begins, in UTF-16 code units. */
  readonly at: number;
  /** Whether the code continues without it. */
  readonly isTried: boolean;
  /** Whether the import runs only on demand, or may fail: it is in a function that is stored, or in a `try`. */
  readonly isDeferred: boolean;
}

/** A node and its position; `at` is the position of the `eval` whose text holds it. */
interface Visit extends Omit<ImportPlace, 'at'> {
  readonly node: AnyNode;
  readonly at: number | null;
}

/** Whether a function is called in place: `(() => …)()`, `(function () {…}).call(this)`. */
function isCalledAtOnce(parent: AnyNode, child: AnyNode): boolean {
  if (parent.type === 'CallExpression' || parent.type === 'NewExpression') return parent.callee === child;
  return parent.type === 'MemberExpression' && parent.object === child;
}

function within({ node, isTried, isDeferred, at }: Visit, child: AnyNode): Visit {
  const isKept = FUNCTIONS.has(child.type) && !isCalledAtOnce(node, child);
  const isInTry = node.type === 'TryStatement' && Boolean(node.handler) && child === node.block;
  return {
    node: child,
    at,
    isTried: (isTried && !FUNCTIONS.has(node.type)) || isCaught(node, child),
    isDeferred: isDeferred || isKept || isInTry,
  };
}

/**
 * All nodes of a program, including the nodes of texts that are passed to `eval`. A loop and not a recursion, because
 * scanned code may nest to any depth.
 * @param signs positions of possible imports, ascending; nodes without one are skipped. Null: no node is skipped.
 */
function* visits(program: Program, signs: readonly number[] | null): Generator<Visit> {
  const open: Visit[] = [{ node: program, at: null, isTried: false, isDeferred: false }];
  for (let visit = open.pop(); visit; visit = open.pop()) {
    const from = visit;
    yield from;
    const text = evaluatedText(from.node);
    const inner = text === null ? null : parseScript(text);
    if (inner) open.push({ ...from, node: inner, at: from.at ?? from.node.start });
    eachChild(from.node, (child) => {
      // Signs are of the script's own text.
      if (signs === null || from.at !== null || holdsOne(child, signs)) open.push(within(from, child));
    });
  }
}

/** Matches a word that every import contains, written out or with escapes (`\u0072equire`), and evaluated code. */
const SIGN = /\b(?:require|import|export|eval)\b|\\u/g;

/** Positions at which a script may import something. @param others calls of `require` under other names */
function signsOf(text: string, others: ReadonlySet<AnyNode>): number[] {
  const words = Array.from(text.matchAll(SIGN), ({ index }) => index);
  return [...words, ...Array.from(others, ({ start }) => start)].sort((a, b) => a - b);
}

type Places = Map<string, ImportPlace[]>;

function addPlace(places: Places, name: string, { node, at, isTried, isDeferred }: Visit): void {
  const known = places.get(name) ?? [];
  places.set(name, known);
  known.push({ at: at ?? node.start, isTried, isDeferred });
}

/** For a module that only re-exports an external module: replaces its import by the places that require that module. */
function withImporters(program: Program, found: Places, isImport: (node: AnyNode) => string | null): void {
  const relays = relayModules(program, isImport);
  if (relays.length === 0) return;
  const keys = new Set(relays.map(({ key }) => key));
  const importers: Places = new Map();
  for (const visit of visits(program, null)) {
    const key = isImport(visit.node) === null ? requiredKey(visit.node) : null;
    if (key !== null && keys.has(key)) addPlace(importers, key, visit);
  }
  for (const { key, specifier, start, end } of relays) {
    const importing = importers.get(key) ?? [];
    const others = (found.get(specifier) ?? []).filter(({ at }) => at < start || at >= end);
    if (importing.length > 0) found.set(specifier, [...others, ...importing]);
  }
}

/**
 * The imports of a script, with their places. If a bundled module only re-exports an external module, the places are
 * those that require the bundled module.
 * @param text of the program
 */
export function importedModules(program: Program, text: string): ReadonlyMap<string, readonly ImportPlace[]> {
  const others = otherRequires(program, requireNames(text));
  const isImport = (node: AnyNode): string | null => specifierOf(node, others);
  const found: Places = new Map();
  let mayRelay = false;
  for (const visit of visits(program, signsOf(text, others))) {
    const specifier = isImport(visit.node);
    if (specifier !== null) addPlace(found, specifier, visit);
    mayRelay ||= handedOn(visit.node, isImport) !== null;
  }
  if (mayRelay) withImporters(program, found, isImport);
  return found;
}
