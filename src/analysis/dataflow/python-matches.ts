import { provedByPattern, takesOut, type CallArguments } from '../../program/index.js';
import { textsIn, type PythonName, type PythonSchema } from '../python-data.js';

type Named = Pick<PythonName, 'module' | 'path' | 'given'>;

const OPEN: PythonSchema = { key: 'open', kind: null, part: () => OPEN };
const HARMLESS: PythonSchema = { key: 'harmless', kind: 'value', part: () => HARMLESS };

/** Members of a match that are no group. */
const MEMBERS = /^(?:string|re|expand|start|end|span|pos|endpos|lastindex|lastgroup)$/;

/** The parts of a pattern between `|` that stand in no brackets, and its groups that code can read. */
interface PatternParts {
  readonly branches: readonly string[];
  readonly groups: readonly string[];
}

/** Brackets and `|` of a pattern with their positions; those in classes, and behind `\`, mean nothing. */
function* signsOf(pattern: string): Generator<readonly [at: number, sign: string]> {
  let isInClass = false;
  for (let at = 0; at < pattern.length; at += 1) {
    const sign = pattern.charAt(at);
    if (sign === '\\') at += 1;
    else if (isInClass) isInClass = sign !== ']';
    else if (sign === '[') isInClass = true;
    else if (/[()|]/.test(sign)) yield [at, sign];
  }
}

/** Where the text of a group begins; null of a group that code cannot read. */
function groupStart(pattern: string, at: number): number | null {
  const [, name] = /^\(\?P<(\w+)>/.exec(pattern.slice(at, at + 80)) ?? [];
  if (name !== undefined) return at + name.length + 5;
  return pattern.charAt(at + 1) === '?' ? null : at + 1;
}

function partsOf(pattern: string): PatternParts {
  const [branches, groups, open]: [string[], string[], (number | null)[]] = [[], [], []];
  let from = 0;
  for (const [at, sign] of signsOf(pattern)) {
    if (sign === '(') open.push(groupStart(pattern, at));
    else if (sign === ')') {
      const start = open.pop() ?? null;
      if (start !== null) groups.push(pattern.slice(start, at));
    } else if (open.length === 0) {
      branches.push(pattern.slice(from, at));
      from = at + 1;
    }
  }
  return { branches: [...branches, pattern.slice(from)], groups };
}

/** Whether what a part of a pattern matches does no harm, whatever stands around it. */
function isHarmless(pattern: string): boolean {
  return partsOf(pattern).branches.every((branch) => {
    const inner = branch.replace(/^\^/, '').replace(/(?:\$|\\Z)$/, '');
    return provedByPattern(`^${inner}$`) === 'value';
  });
}

/** What code reads of a match: its groups by their numbers (`#1`) and names, the whole by `#0`. */
function matchOf(whole: PythonSchema, groups: PythonSchema, key: string): PythonSchema {
  const part = (name: string): PythonSchema | null => {
    if (name === '#0') return whole;
    if (name === '[]' && whole !== groups) return null;
    return MEMBERS.test(name) ? OPEN : groups;
  };
  return { key: `match ${key}`, kind: null, part };
}

function listOf(element: PythonSchema): PythonSchema {
  return { key: `list of ${element.key}`, kind: null, part: (name) => (name === '[]' ? element : null) };
}

/** The method of a pattern that a call calls, the pattern, and the arguments behind it; null of other calls. */
function patternCall({ module, path, given }: Named, { positional }: CallArguments) {
  if (!/^(?:re|regex)$/.test(module)) return null;
  const isCompiled = path.length === 3 && path[0] === 'compile';
  const [first = [], ...others] = positional;
  const texts = isCompiled ? textsIn(given ? [given] : []) : textsIn(first);
  const [pattern] = texts;
  if (pattern === undefined || texts.length > 1) return null;
  return { method: path.at(-1) ?? '', pattern, others: isCompiled ? positional : others };
}

/** A pattern whose matches code replaces by a text that it holds. */
interface Replacing {
  readonly pattern: string;
  readonly by: readonly string[];
}

/** `re.sub('[^a-z]', '', name)`; null of other calls, and of those that do not replace all matches. */
export function replacingOf(name: Named, args: CallArguments): Replacing | null {
  const call = patternCall(name, args);
  if (call?.method !== 'sub' || call.others.length !== 2 || args.named.has('count')) return null;
  const [given = []] = call.others;
  const by = textsIn(given);
  const isConstant = by.length > 0 && by.length === given.length && by.every((text) => !text.includes('\\'));
  return isConstant ? { pattern: call.pattern, by } : null;
}

/** Whether a sign is in no text that is left. */
export function isGone({ pattern, by }: Replacing, sign: string): boolean {
  return takesOut(pattern, sign) && by.every((text) => !text.includes(sign));
}

/** What a call of a pattern gives of data: a match, or a list of what matches; null of other calls. */
export function matchedBy(name: Named, args: CallArguments): PythonSchema | null {
  const call = patternCall(name, args);
  if (!call) return null;
  const { method, pattern } = call;
  const { groups } = partsOf(pattern);
  const whole = isHarmless(pattern) ? HARMLESS : OPEN;
  const inner = groups.every(isHarmless) ? HARMLESS : OPEN;
  const match = matchOf(whole, groups.length > 0 ? inner : whole, pattern);
  if (/^(?:match|search|fullmatch)$/.test(method)) return match;
  if (method === 'finditer') return listOf(match);
  return method === 'findall' ? listOf(groups.length > 0 ? inner : whole) : null;
}
