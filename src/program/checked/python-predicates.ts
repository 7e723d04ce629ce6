import { fieldOf, type PythonNode } from '../../syntax/index.js';
import type { CheckedRanges } from './checked-ranges.js';
import { isOpenCheck, type CalledCheck, type Check } from './check.js';
import type { CheckKind } from './patterns.js';
import { nodesOf } from './python-names.js';

interface Checked {
  /** Name of the parameter. */
  readonly name: string;
  readonly shows: CalledCheck['shows'];
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
  const kinds = checks.filter((check) => !isOpenCheck(check)).map(({ kind }) => kind);
  return kinds.includes('value') ? 'value' : (kinds[0] ?? null);
}

/** What holds after each of some ways through a function. */
function weakest(kinds: readonly (CheckKind | null)[]): CheckKind | null {
  const [first = null] = kinds;
  return kinds.every((kind) => kind === first) ? first : null;
}

/** What a function of the program has checked of a parameter, as far as code shows how a call of it went; null: nothing. */
export function pythonProvedBy(
  definition: PythonNode,
  { name, shows, isAwaited }: Checked,
  { ranges, checkedIf, text }: PythonConditions,
): CheckKind | null {
  const body = fieldOf(definition, 'body');
  const isCoroutine = text.startsWith('async', definition.start);
  if (!body || shows === 'result' || !runs(body, isCoroutine, isAwaited)) return null;
  const returned = returnsOf(body);
  if (shows === 'returned') {
    const isLeft = LEAVING.test(body.children.at(-1)?.type ?? '');
    const ends = [...returned.map(({ start }) => start), ...(isLeft ? [] : [body.end])];
    return weakest(ends.map((end) => strongest([...ranges.at(name, end), ...ranges.at('*', end)])));
  }
  const ways = returned.filter(({ children: [value] }) => value && !FALSE.test(value.type));
  return weakest(
    ways.map(({ start, children: [value] }) => {
      const shown = value
        ? checkedIf(value, true).filter((check) => check.name === '*' || check.name === name)
        : [];
      return strongest([...ranges.at(name, start), ...ranges.at('*', start), ...shown]);
    }),
  );
}
