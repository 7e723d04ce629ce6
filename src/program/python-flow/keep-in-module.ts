import type { FlowState, Running, Values } from './flow-state.js';
import type { CallArguments } from './python-value.js';
import type { PythonNode } from '../../syntax/index.js';
import { cellOf } from './units.js';

/** Methods that put values into a list. */
const KEEPING: ReadonlySet<string> = new Set(['append', 'insert', 'appendleft', 'extend']);

interface Putting extends Running {
  readonly object: PythonNode;
  /** Name of the method. */
  readonly name: string;
  readonly args: CallArguments;
}

/** A function puts values into a list of its module: the caller says what the list keeps until the next call. */
export function keepInModule(
  flow: FlowState,
  lists: Values,
  { node, scope, object, name, args }: Putting,
): void {
  if (!KEEPING.has(name) || object.type !== 'identifier' || !flow.domain.kept) return;
  const { module } = scope;
  const variable = module.text.slice(object.start, object.end);
  if (scope.parent === null || scope.names.has(variable) || !module.scope.names.has(variable)) return;
  const kept = flow.domain.kept(args.positional.flat(), variable, { module, node });
  for (const list of lists) if (list.kind === 'object') flow.add(cellOf(list.slots, '*'), kept);
}
