import { fieldOf, type PythonNode } from '../../syntax/index.js';
import type { CheckedRanges } from './checked-ranges.js';
import { isOpenCheck, type CalledCheck, type Check } from './check.js';
import type { CheckKind } from './patterns.js';
import { nodesOf } from './python-names.js';

interface Checked {
  /** Name of the parameter. */
  readonly name: string;
  readonly shows: CalledCheck['shows'];
}

/** Where code in Python has checked names, and what its conditions check. */
export interface PythonConditions {
  readonly ranges: CheckedRanges;
  readonly checkedIf: (test: PythonNode, isTrue: boolean) => readonly Check[];
}

const LEAVING = /^(?:return|raise)_statement$/;
const FALSE = /^(?:false|none)$/;

/** The statements of a function in which it returns, without those of functions in it. */
export function* returnsOf(body: PythonNode): Generator<PythonNode> {
  const inner: PythonNode[] = [];
  for (const node of nodesOf(body)) {
    if (node.type === 'function_definition' || node.type === 'lambda') inner.push(node);
    const isInner = inner.some(({ start, end }) => start < node.start && node.end <= end);
    if (node.type === 'return_statement' && !isInner) yield node;
  }
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
  { name, shows }: Checked,
  { ranges, checkedIf }: PythonConditions,
): CheckKind | null {
  const body = fieldOf(definition, 'body');
  if (!body || shows === 'result') return null;
  const returned = [...returnsOf(body)];
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
