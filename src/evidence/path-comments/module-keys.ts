import { limitOf } from '../../files/index.js';
import type { AnyNode, Program } from 'acorn';
import { parseExpression, walkNodes, type Unparsed } from '../../syntax/index.js';
import { ownerOfSource } from '../source-owner.js';
import type { ModuleMark } from './module-marks.js';

/**
 * A module's path as a key in otherwise minified code. webpack writes `"./node_modules/x/index.js":(e,t,n)=>{` with `moduleIds:
 * 'named'`, esbuild writes `"node_modules/x/index.js"(e,t){` without minified names.
 */
const KEY =
  /(?<=[{,\s])["']((?:\.{1,2}\/|[\w@])[^"'\\\n]{0,4096})["'](?:\s{0,2}:\s{0,2}\(?(?:async\s{0,2})?(?:function\b|\(|[\w$]{1,40}\s{0,2}=>)|\([\w$, ]{0,80}\)\s?\{)/g;
const MODULE = /\.(?:[cm]?[jt]sx?|json|node|wasm|vue|svelte)$/i;

/** Returns a text's syntax tree, or the reason why there is none. */
export type ParseText = (text: string) => Program | Unparsed;

export interface KeyedModule extends ModuleMark {
  /** Where the module ends, in UTF-16 code units; null if unknown. */
  readonly end: number | null;
}

/** Ends of the properties that start at the given positions. */
function endsOf(program: Program, starts: ReadonlySet<number>): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  for (const { type, start, end } of walkNodes(program) as Iterable<AnyNode>)
    if (type === 'Property' && starts.has(start)) ends.set(start, end);
  return ends;
}

/** The end of the module under a key. It comes before the next key, unless that key is inside the module. */
function endOfModule(text: string, start: number, next: number): number | null {
  const whole = parseExpression(`{${text.slice(start, Math.min(next, start + limitOf('module-keys')))}}`);
  const object = whole?.type === 'SequenceExpression' ? whole.expressions[0] : whole;
  const [first] = object?.type === 'ObjectExpression' ? object.properties : [];
  return first ? start + first.end - 1 : null;
}

/** Ends of modules, each module parsed by itself. */
function endsOneByOne(text: string, starts: readonly number[]): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  for (const [at, start] of starts.entries()) {
    const end = endOfModule(text, start, starts[at + 1] ?? text.length);
    if (end !== null) ends.set(start, end);
  }
  return ends;
}

/** Ends of modules, by the tree of the whole text, or of each module if the text is too large for a tree. */
function endsIn(
  text: string,
  program: Program | Unparsed,
  starts: readonly number[],
): ReadonlyMap<number, number> {
  return typeof program === 'string' ? endsOneByOne(text, starts) : endsOf(program, new Set(starts));
}

/**
 * Modules whose paths are keys, in the order of the text.
 * @param parse returns the text's tree, which shows where modules end; null to leave the ends unknown.
 */
export function keyedModules(text: string, parse: ParseText | null): KeyedModule[] {
  if (!/["'](?:\.{1,2}\/)*node_modules\//.test(text)) return [];
  const marks: ModuleMark[] = [];
  for (const { index, 1: path = '' } of text.matchAll(KEY))
    if (MODULE.test(path)) marks.push({ start: index, owner: ownerOfSource(path), path });
  if (!marks.some(({ owner }) => owner?.kind === 'package')) return [];
  const starts = marks.map(({ start }) => start);
  const program = parse?.(text);
  const ends = program && endsIn(text, program, starts);
  return marks.map((mark) => ({ ...mark, end: ends?.get(mark.start) ?? null }));
}
