import type { PythonNode } from '../../syntax/index.js';
import type {
  CallArguments,
  Cell,
  ClassUnit,
  FunctionUnit,
  ModuleUnit,
  OutsideValue,
  PythonDomain,
  PythonValue,
  Scope,
} from './python-value.js';
import type { ValueBudget } from './value-budget.js';

export type Values = readonly PythonValue[];
export type ObjectValue = PythonValue & { readonly kind: 'object' };

/** A piece of code, and where its names are. */
export interface Running {
  readonly node: PythonNode;
  readonly scope: Scope;
}

/** The values of a program so far. */
export interface FlowState {
  readonly domain: PythonDomain;
  readonly budget: ValueBudget;
  /** The results of a call that another call makes; none if too many are one inside the other. */
  nested(call: () => Values): Values;
  add(cell: Cell, values: Iterable<PythonValue>): void;
  /** Modules that an import finds in the function's own code, the last part last; empty if it finds none. */
  findModules(parts: readonly string[], level: number, from: string): readonly ModuleUnit[];
  /** Makes the statements of a module run. */
  start(unit: ModuleUnit): void;
  functionOf(node: PythonNode, scope: Scope, binding: FunctionUnit['binding']): FunctionUnit;
  classOf(node: PythonNode, around: Scope): ClassUnit;
  /** Binds arguments to parameters, and makes the function run. @returns its results. */
  callFunction(unit: FunctionUnit, self: PythonValue | null, args: CallArguments): Iterable<PythonValue>;
  /** The object that a place of the code makes. */
  objectOf(key: string): ObjectValue;
  /** Values of a name of a module: its own, a submodule, or one that it takes from others by `*`. */
  namesOf(unit: ModuleUnit, name: string): Values;
  /** Attributes that the program gives to a value of other code. */
  outsideMember(value: OutsideValue, name: string): Values;
  setOutside(value: OutsideValue, name: string, values: Values): void;
  classOfScope(scope: Scope | null): ClassUnit | undefined;
  allClasses(): readonly ClassUnit[];
}

/** A call of values that are known. */
export interface KnownCall extends Running {
  readonly callees: Values;
  readonly args: CallArguments;
  /** The values whose method it calls. */
  readonly object?: Values;
}

/** Finds the values of expressions, and runs statements. */
export interface Evaluation {
  values(node: PythonNode, scope: Scope): Values;
  lookUp(name: string, scope: Scope): Values;
  /** The values that a loop over some values gets. */
  elements(values: Values, running: Running): Values;
  assign(target: PythonNode, values: Values, scope: Scope): void;
  /** Calls methods of an instance of an own class, if it has them. @returns their results. */
  callMethods(value: PythonValue, names: readonly string[], args: CallArguments): Values;
  /** The members of a value by a name. */
  read(value: PythonValue, name: string, running: Running): Values;
  call(known: KnownCall): Values;
  runBlock(running: Running): void;
}

export const NO_ARGUMENTS: CallArguments = { positional: [], named: new Map() };

/** The text of a node. */
export function textOf({ start, end }: PythonNode, { module }: Scope): string {
  return module.text.slice(start, end);
}
