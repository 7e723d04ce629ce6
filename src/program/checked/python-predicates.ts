import { fieldOf, type PythonNode } from '../../syntax/index.js';
import type { CheckedRanges } from './checked-ranges.js';
import { isOpenCheck, type CalledCheck, type Check } from './check.js';
import { strongestKind, type CheckKind } from './patterns.js';
import { nodesOf } from './python-names.js';

/** How code shows how a call went. */
interface Shown {
  readonly shows: CalledCheck['shows'];
  readonly element?: number;
}

interface Checked extends Shown {
  /** Name of the parameter. */
  readonly name: string;
  readonly isAwaited: boolean;
}

/** Where code in Python has checked names, and what its conditions check. */
export interface PythonConditions {
  /** The code of the module. */
  readonly text: string;
  readonly ranges: CheckedRanges;
  readonly checkedIf: (test: PythonNode, isTrue: boolean) => readonly Check[];
}

const LEAVING = /^(?:return|raise)_statement$/;
const FALSE = /^(?:false|none)$/;

/** The code of a function, without that of functions in it. */
function* ownNodes(body: PythonNode): Generator<PythonNode> {
  let inner: PythonNode | null = null;
  for (const node of nodesOf(body)) {
    if (inner && node.end <= inner.end) continue;
    inner = node.type === 'function_definition' || node.type === 'lambda' ? node : null;
    yield node;
  }
}

/** The statements of a function in which it returns. */
export function returnsOf(body: PythonNode): readonly PythonNode[] {
  return [...ownNodes(body)].filter(({ type }) => type === 'return_statement');
}

/** Whether a call of a function runs its code: that of a coroutine runs if code waits for it, that of a generator later. */
function runs(body: PythonNode, isCoroutine: boolean, isAwaited: boolean): boolean {
  return isCoroutine === isAwaited && ![...ownNodes(body)].some(({ type }) => type === 'yield');
}

function strongest(checks: readonly Check[]): CheckKind | null {
  return strongestKind(checks.filter((check) => !isOpenCheck(check)).map(({ kind }) => kind));
}

/** What holds after each of some ways through a function. */
function weakest(kinds: readonly (CheckKind | null)[]): CheckKind | null {
  const [first = null] = kinds;
  return kinds.every((kind) => kind === first) ? first : null;
}

/** Names of a function's parameters, without its receiver: who calls it chooses what they hold. */
function parametersOf(definition: PythonNode, text: string): ReadonlySet<string> {
  const given = fieldOf(definition, 'parameters')?.children ?? [];
  const names = given.map((each) => fieldOf(each, 'name') ?? each.children[0] ?? each);
  const [first, ...others] = names.map(({ start, end }) => text.slice(start, end));
  return new Set([...(first === undefined || /^(?:self|cls)$/.test(first) ? [] : [first]), ...others]);
}

interface End {
  readonly at: number;
  /** What the function returns there; null if it does not matter, or nothing shows it. */
  readonly value: PythonNode | null;
}

/** The element of what a statement returns that code looks at; null if it is not known. */
function shownValue({ children: [value] }: PythonNode, element: number | undefined): PythonNode | null {
  if (element === undefined || !value) return value ?? null;
  return /^(?:expression_list|tuple)$/.test(value.type) ? (value.children[element] ?? null) : null;
}

/** The places at which a function ends as code shows. */
function endsOf(body: PythonNode, { shows, element }: Shown): readonly End[] {
  const ends = returnsOf(body).map((statement) => ({
    at: statement.start,
    value: shows === 'returned' ? null : shownValue(statement, element),
  }));
  // Without a value a function returns nothing, which is false.
  const isLeft = shows === 'true' || LEAVING.test(body.children.at(-1)?.type ?? '');
  const all = isLeft ? ends : [...ends, { at: body.end, value: null }];
  const others = OTHERS[shows];
  return all.filter(({ value }) => !others || !value || !others.test(value.type));
}

/** Values that a function does not return as code shows. */
const OTHERS = { true: FALSE, result: /^(?:true|string|concatenated_string)$/, returned: null } as const;

/** A statement that puts a value into a list, a set or a dictionary; the first group is the variable's name. */
const FILLING = /^\s*(\w+)\s*(?:\.(?:append|extend|add|insert|update)\(|\+=|\[[^\]=]*\]\s*=(?!=))/;

/** What holds where a list is empty into which code puts an error for each condition that data does not fit. */
function checkedIfEmpty(
  body: PythonNode,
  { at, value }: End,
  { checkedIf, text }: PythonConditions,
): readonly Check[] {
  if (value?.type !== 'identifier') return [];
  const name = text.slice(value.start, value.end);
  const code = text.slice(body.start, body.end);
  // Code that empties the list, or gives the name another one, shows nothing.
  const [, , ...others] = code.split(new RegExp(`\\b${name}\\s?(?:=(?!=)|\\.(?:clear|pop|remove)\\b)`));
  if (others.length > 0) return [];
  return body.children.flatMap((statement) => {
    const [condition, block] = [fieldOf(statement, 'condition'), fieldOf(statement, 'consequence')];
    if (statement.type !== 'if_statement' || statement.end > at || !condition || !block) return [];
    const isFilled = block.children.some(
      ({ start, end }) => FILLING.exec(text.slice(start, end))?.[1] === name,
    );
    return isFilled ? checkedIf(condition, false) : [];
  });
}

/** What is known of an argument after a call of a function that checks it. The code behind the call shows which result the function gave. */
export interface PythonProof {
  /** What is known of the whole argument; null: nothing. */
  readonly kind: CheckKind | null;
  /** What is known of its parts, by their names: `['id']`. */
  readonly parts: ReadonlyMap<string, CheckKind>;
  /** Calls that have checked it wherever the function ends. */
  readonly calls: readonly CalledCheck[];
}

export const NO_PROOF: PythonProof = { kind: null, parts: new Map(), calls: [] };

/** What a function has checked of a parameter, and of parts of it. */
export function pythonProvedBy(
  definition: PythonNode,
  { name, isAwaited, ...shown }: Checked,
  conditions: PythonConditions,
): PythonProof {
  const { ranges, checkedIf, text } = conditions;
  const body = fieldOf(definition, 'body');
  const isCoroutine = text.startsWith('async', definition.start);
  if (!body || !runs(body, isCoroutine, isAwaited)) return NO_PROOF;
  const parameters = parametersOf(definition, text);
  const isGood = ({ listName }: Check): boolean => listName === undefined || !parameters.has(listName);
  const { shows } = shown;
  const ends = endsOf(body, shown).map((end) => ({
    at: end.at,
    shown: [
      ...(end.value ? checkedIf(end.value, shows === 'true') : []),
      ...(shows === 'result' ? checkedIfEmpty(body, end, conditions) : []),
    ],
  }));
  const proved = (each: string): CheckKind | null =>
    weakest(
      ends.map(({ at, shown: own }) => {
        const inValue = own.filter((check) => check.name === '*' || check.name === each);
        return strongest([...ranges.at(each, at), ...ranges.at('*', at), ...inValue].filter(isGood));
      }),
    );
  const shownParts = ends.flatMap(({ shown: own }) => own.map((check) => check.name));
  const below = shownParts.filter((each) => each.startsWith(`${name}[`) || each.startsWith(`${name}.`));
  const parts = new Map<string, CheckKind>();
  for (const each of new Set([...ranges.below(name), ...below])) {
    const kind = proved(each);
    if (kind) parts.set(each.slice(name.length), kind);
  }
  const [first = [], ...others] = ends.map(({ at, shown: own }) =>
    [...ranges.at(name, at), ...own.filter((check) => check.name === name)].flatMap(
      ({ called }) => called ?? [],
    ),
  );
  const calls = first.filter((call) => others.every((each) => each.includes(call)));
  return { kind: proved(name), parts, calls };
}
