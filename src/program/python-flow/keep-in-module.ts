import { fieldOf, type PythonNode } from '../../syntax/index.js';
import type { FlowState, Running, Values } from './flow-state.js';
import type { CallArguments, PythonValue, Scope } from './python-value.js';
import { cellOf } from './units.js';

/** Methods that put values into a list, a set or a dictionary. */
const KEEPING: ReadonlySet<string> = new Set(['append', 'insert', 'appendleft', 'extend', 'add', 'update']);

/** The key of what a dictionary keeps under keys that its callers choose: who reads it by a key gets what is its own. */
export const KEPT_BY_KEY = '\0kept';

interface Place extends Running {
  /** What holds the values: the name of a list, `self.items`. */
  readonly object: PythonNode;
}

interface Putting extends Place {
  /** Name of the method. */
  readonly name: string;
  readonly args: CallArguments;
}

function codeOf({ start, end }: PythonNode, { module }: Scope): string {
  return module.text.slice(start, end);
}

/** Whether a parameter has a list or a dictionary by default, which all calls share. */
function isSharedDefault(name: string, { node, module }: Scope): boolean {
  const parameters = (node && fieldOf(node, 'parameters')?.children) ?? [];
  return parameters.some((each) => {
    const [parameter, value] = [fieldOf(each, 'name'), fieldOf(each, 'value')];
    const isNamed = parameter && module.text.slice(parameter.start, parameter.end) === name;
    return isNamed && /^(?:list|dictionary)$/.test(value?.type ?? '');
  });
}

/** Whether an attribute is one of the class, which all instances share. */
function isOfClass(owners: Values, name: string): boolean {
  return owners.some(
    (owner) =>
      (owner.kind === 'instance' || owner.kind === 'class') &&
      owner.unit.scope.names.has(name) &&
      !owner.unit.attributes.has(name),
  );
}

/** The name of what stays between calls: a variable of the module, an attribute of a class, a shared default; null of others. */
function lastingName(owners: Values, { object, scope }: Place): string | null {
  if (scope.parent === null || scope.isClass) return null;
  const variable = codeOf(object, scope);
  if (object.type === 'attribute') {
    const name = variable.slice(variable.lastIndexOf('.') + 1);
    return isOfClass(owners, name) ? name : null;
  }
  if (object.type !== 'identifier') return null;
  const isOwn = scope.names.has(variable) && !scope.globals.has(variable);
  if (isOwn) return isSharedDefault(variable, scope) ? variable : null;
  return scope.module.scope.names.has(variable) ? variable : null;
}

/** A function puts values into a list that stays: the caller says what the list keeps until the next call. */
export function keepInModule(
  flow: FlowState,
  { lists, owners }: { readonly lists: Values; readonly owners: () => Values },
  putting: Putting,
): void {
  const { node, scope, name, args } = putting;
  if (!KEEPING.has(name) || !flow.domain.kept) return;
  const variable = lastingName(putting.object.type === 'attribute' ? owners() : [], putting);
  if (variable === null) return;
  const kept = flow.domain.kept(args.positional.flat(), variable, { module: scope.module, node });
  for (const list of lists) if (list.kind === 'object') flow.add(cellOf(list.slots, '*'), kept);
}

/** Whether each call sets a value before it reads it: the assignment is no part of another statement, and nothing reads the name before. */
function isAlwaysSet(object: PythonNode, { node, module }: Scope): boolean {
  const body = node && fieldOf(node, 'body');
  if (!body) return false;
  const statement = body.children.find(({ start, end }) => start <= object.start && object.end <= end);
  const name = module.text.slice(object.start, object.end);
  const before = module.text.slice(body.start, object.start).replaceAll(/^\s*global [^\n]*$/gm, '');
  return statement?.type === 'expression_statement' && !before.includes(name);
}

export interface KeptValues extends Place {
  /** Keys under which a dictionary holds them; null: the name itself holds them. */
  readonly keys: Values | null;
  readonly values: Values;
}

/** What the next call finds of values that a function gives to a name, or to a part of what the name holds, that stays; none if that call sets it again. */
export function keptValues(flow: FlowState, owners: Values, keeping: KeptValues): Values {
  const { object, keys, values, node, scope } = keeping;
  const variable = flow.domain.kept ? lastingName(owners, keeping) : null;
  if (variable === null) return [];
  const isOpen = keys !== null && keys.every(({ kind }) => kind !== 'text');
  if (!isOpen && isAlwaysSet(object, scope)) return [];
  return flow.domain.kept?.(values, keys && variable, { module: scope.module, node }) ?? [];
}

/** Keys under which a dictionary keeps values for the next call. */
export function keptKeys(keys: readonly PythonValue[]): readonly string[] {
  const texts = keys.flatMap((key) => (key.kind === 'text' ? [key.text] : []));
  return texts.length > 0 ? texts : [KEPT_BY_KEY];
}
