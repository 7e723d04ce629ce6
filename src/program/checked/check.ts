import type { AnyNode, CallExpression } from 'acorn';
import type { PythonNode } from '../../syntax/index.js';
import type { CheckKind } from './patterns.js';

/** A name whose value was compared with what is allowed. */
export interface Check {
  /** `*`: all names, because the whole message was verified. */
  readonly name: string;
  /** `value`: one of a list, or made of harmless characters · `prefix`: begins with a given text · `host`: the address of an allowed server. */
  readonly kind: CheckKind;
  /** The list that the value is in; absent where no list tells. A list that is data itself allows everything. */
  readonly list?: AnyNode;
  /** In Python, the name of that list, or of what it is a part of. */
  readonly listName?: string;
  /** The function that checked it, and which of its parameters the value was; absent where the condition itself shows the check. */
  readonly by?: CheckingCall;
  /** In Python, the call that checked it. */
  readonly called?: CalledCheck;
  /** The pattern that it fits, where the condition does not show the pattern itself. */
  readonly pattern?: AnyNode;
  /** The text that it begins with, where the condition does not show the text itself. */
  readonly prefix?: AnyNode;
  /** The texts, or the list of texts, of which it ends with one, where the condition does not show them. */
  readonly ends?: AnyNode;
  /** The variables that hold the condition, or the result that it asks for. */
  readonly held?: readonly HeldBy[];
  /** The call of `relative` that made it, where it does not begin with `..`. */
  readonly made?: CallExpression;
}

/** A variable, and the position where it gets its value. */
export interface HeldBy {
  readonly name: string;
  readonly from: number;
}

/** Adds the variables that hold a condition or a result to the checks that it proves. */
export function heldChecks(checks: readonly Check[], held: readonly HeldBy[]): readonly Check[] {
  return held.length === 0
    ? checks
    : checks.map((check) => ({ ...check, held: [...(check.held ?? []), ...held] }));
}

export interface CheckingCall {
  readonly callee: AnyNode;
  readonly parameter: number;
  /** The property of that argument that the value was: `validate({ payload })`. */
  readonly field?: string;
  /** How code shows that the value passed: the call gave `true`, a property of its result says so, or it returned. */
  readonly shows: 'true' | 'result' | 'returned';
  /** Whether code waits for it: a promise is true whatever it becomes, and throws nothing. */
  readonly isAwaited: boolean;
  /** All arguments. */
  readonly given: readonly AnyNode[];
}

/** A call in Python that checked a value. */
export interface CalledCheck extends Pick<CheckingCall, 'shows'> {
  /** The name of the function: `jsonschema.validate`; of a method of an object that code makes for the call, that of its class before it. */
  readonly callee: string;
  /** The call that makes that object. */
  readonly maker?: PythonNode;
  readonly call: PythonNode;
  /** Whether code waits for it: until then a coroutine has not run. */
  readonly isAwaited: boolean;
  /** The element of what it returns that code looks at; absent: all of it. */
  readonly element?: number;
  /** The argument that the value was, by its place or its name. */
  readonly position?: number;
  readonly keyword?: string;
}

/** Whether only the program's values show what was checked. */
export function isOpenCheck({ by, called, pattern, prefix, ends, made }: Check): boolean {
  return [by, called, pattern, prefix, ends, made].some((each) => each !== undefined);
}

/** What is known of a value that passed one of two checks: a value out of a list is an allowed address, too. Null: nothing. */
function commonKind(a: CheckKind, b: CheckKind): CheckKind | null {
  if (a === 'value') return b;
  return b === 'value' || a === b ? a : null;
}

/** What holds after either of two checks of a name. */
function either(a: Check, b: Check): Check | null {
  if (a.name !== b.name || isOpenCheck(a) || isOpenCheck(b)) return null;
  const kind = commonKind(a.kind, b.kind);
  const lists = new Set([a.list, b.list].filter((list) => list !== undefined));
  if (kind === null || lists.size > 1) return null;
  const [list] = lists;
  const listName = a.listName ?? b.listName;
  return { name: a.name, kind, ...(list && { list }), ...(listName !== undefined && { listName }) };
}

/** The checks that hold after either of two conditions: at most one for each of the first one's. */
export function both(a: readonly Check[], b: readonly Check[]): readonly Check[] {
  return a.flatMap((one) => {
    for (const other of b) {
      const check = either(one, other);
      if (check) return [check];
    }
    return [];
  });
}
