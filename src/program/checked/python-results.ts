import { fieldOf, type PythonNode } from '../../syntax/index.js';
import { heldChecks, type CalledCheck, type Check } from './check.js';
import { argumentsOf, assignmentIn, pythonName } from './python-names.js';

/** Functions of the language that give what they are given, or whether it has anything. */
const HOLDING = /^(?:list|sorted|tuple|set|next|any|bool|best_match|len)$/;

/** Results that are kept for one name: variables of the same name in other functions. */
const KEPT_RESULTS = 64;

/** Whether an operator holds where two values are the same, or where they differ. */
const SAME: ReadonlyMap<string, boolean> = new Map([
  ['is', true],
  ['==', true],
  ['is not', false],
  ['!=', false],
]);
const NONE = /^(?:false|none)$/;

/** A call, and whether code waits for it. */
interface FoundCall {
  readonly call: PythonNode;
  readonly isAwaited: boolean;
  /** The element of its result that is looked at; absent: the result itself. */
  readonly element?: number;
}

interface HeldResult extends FoundCall {
  readonly start: number;
  readonly end: number;
}

/** The call that an expression is, perhaps awaited, or in a function that only holds what it gives. */
function innerCall(node: PythonNode | undefined, text: string): FoundCall | null {
  let at = node;
  while (at?.type === 'await') at = at.children.at(-1);
  if (at?.type !== 'call') return null;
  const callee = fieldOf(at, 'function');
  const [first] = argumentsOf(at);
  const isHolding = callee && HOLDING.test(text.slice(callee.start, callee.end));
  const isAwaited = node?.type === 'await';
  return isHolding && first?.type === 'call' ? { call: first, isAwaited: false } : { call: at, isAwaited };
}

/** `check`, `schema.validate`, and of an object that code makes for the call, `Validator().validate`; null of other functions. */
function calleeOf(node: PythonNode, text: string): Pick<CalledCheck, 'callee' | 'maker'> | null {
  const callee = pythonName(node, text);
  if (callee !== null) return { callee };
  const [maker, method] = [fieldOf(node, 'object'), fieldOf(node, 'attribute')];
  const made = maker?.type === 'call' ? fieldOf(maker, 'function') : undefined;
  const name = made ? pythonName(made, text) : null;
  return maker && method && name !== null
    ? { callee: `${name}.${text.slice(method.start, method.end)}`, maker }
    : null;
}

/** The names that a call is given, as checked by it. */
export function checkedByPythonCall(
  { call, isAwaited, element }: FoundCall,
  text: string,
  shows: CalledCheck['shows'],
): readonly Check[] {
  const node = fieldOf(call, 'function');
  const callee = node ? calleeOf(node, text) : null;
  if (callee === null) return [];
  return argumentsOf(call).flatMap((argument, position): readonly Check[] => {
    const keyword = fieldOf(argument, 'name');
    const value = argument.type === 'keyword_argument' ? fieldOf(argument, 'value') : argument;
    const name = value ? pythonName(value, text) : null;
    if (name === null) return [];
    const at = keyword ? { keyword: text.slice(keyword.start, keyword.end) } : { position };
    return [
      {
        name,
        kind: 'value',
        called: { ...callee, call, isAwaited, shows, ...at, ...(element !== undefined && { element }) },
      },
    ];
  });
}

/** The call that a statement is. */
export function statementCall({ type, children: [first] }: PythonNode, text: string): FoundCall | null {
  return type === 'expression_statement' ? innerCall(first, text) : null;
}

/** What calls gave, as far as variables hold it. */
export class PythonResults {
  private readonly byName = new Map<string, HeldResult[]>();
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** A statement may give a variable what a call gives. */
  hold({ children: [first] }: PythonNode, { end }: PythonNode): void {
    const [left, right] = assignmentIn(first);
    const found = innerCall(right, this.text);
    if (!left || !found || !right) return;
    const range = { start: right.end, end };
    if (left.type === 'identifier') this.holdAs(left, { ...found, ...range });
    // `ok, error = check(body)`
    if (left.type === 'pattern_list')
      for (const [element, each] of left.children.entries())
        this.holdAs(each, { ...found, ...range, element });
  }

  private holdAs({ type, start, end }: PythonNode, held: HeldResult): void {
    const name = this.text.slice(start, end);
    const known = this.byName.get(name) ?? [];
    if (type === 'identifier' && known.length < KEPT_RESULTS) this.byName.set(name, [...known, held]);
  }

  /** The names that are checked if a condition is true, or if it is false, by calls of which it shows how they went. */
  checkedIf(test: PythonNode, isTrue: boolean): readonly Check[] {
    const { type, children } = test;
    const inner = children.find(({ type: each }) => each !== 'not' && each !== '(');
    if (type === 'not_operator') return inner ? this.checkedIf(inner, !isTrue) : [];
    if (type === 'parenthesized_expression') return inner ? this.checkedIf(inner, isTrue) : [];
    if (type === 'comparison_operator') return this.compared(children, isTrue);
    if (type === 'identifier') return this.shownByName(test, isTrue);
    const call = innerCall(test, this.text);
    return call ? this.shown(call, isTrue) : [];
  }

  /** `errors is not None`, `ok is True` */
  private compared(
    [left, operator, right, ...others]: readonly PythonNode[],
    isTrue: boolean,
  ): readonly Check[] {
    const isSame = SAME.get(operator?.type ?? '');
    if (!left || !right || others.length > 0 || isSame === undefined) return [];
    if (right.type === 'true') return this.checkedIf(left, isSame === isTrue);
    return NONE.test(right.type) ? this.checkedIf(left, isSame !== isTrue) : [];
  }

  private shownByName({ start: position, end }: PythonNode, isTrue: boolean): readonly Check[] {
    const name = this.text.slice(position, end);
    const held = this.byName.get(name)?.findLast((each) => each.start <= position && position < each.end);
    return held ? heldChecks(this.shown(held, isTrue), [{ name, from: held.start }]) : [];
  }

  private shown(call: FoundCall, isTrue: boolean): readonly Check[] {
    return checkedByPythonCall(call, this.text, isTrue ? 'true' : 'result');
  }
}
