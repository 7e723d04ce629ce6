import type { AnyNode } from 'acorn';
import { limitOf } from '../../files/index.js';
import { Scope, type Variable } from '../scopes/scope.js';
import { assignPattern } from './assign.js';
import { declareFunction, isFunction } from './block-names.js';
import { type ScriptScopes, type Uses } from './collect-scopes.js';
import { compute } from './expressions.js';
import { callKnown, knownGlobal } from './known-functions.js';
import { mayBeConstant } from './may-be-constant.js';
import { madeFunction, requiredModule } from './made-function.js';
import { listMethod } from './list-methods.js';
import type { Ending, Machine } from './machine.js';
import { runAll, runStatement } from './statements.js';
import { numberMethod, textMethod } from './text-methods.js';
import { sizeOf } from './size-of.js';
import {
  Closure,
  Dict,
  Known,
  List,
  Method,
  NotConstant,
  Reference,
  Thrown,
  UNKNOWN,
  wholeText,
  type Value,
  NOT_CONSTANT,
  THROWN,
} from './value.js';

/** Objects of the runtime whose members are named by code: `globalThis['process']`. */
const REFERENCES: ReadonlySet<string> = new Set(
  'globalThis global window self process require module'.split(' '),
);

/** Characters and items that are read in the time of a step. */
const SIZE_A_STEP = 64;
/** Items of a list that are made in that time. */
const ITEMS_A_STEP = 2;

/** A value of a variable, and how many characters in it were decoded. */
interface KnownValue {
  readonly value: Value;
  readonly decoded: number;
}

/** Computes what code makes of its own constants. Never runs it: it has values of its own, and nothing of the machine. */
export class Interpreter implements Machine {
  /** Characters that were decoded until now. */
  decoded = 0;
  /** Variables that were read and may have several values. */
  readonly open = new Set<Variable>();
  /** Values that such variables are given. */
  readonly chosen = new Map<Variable, Value>();
  private readonly values = new Map<Variable, KnownValue>();
  private readonly busy = new Set<Variable>();
  private readonly script: ScriptScopes;
  private left: number;
  private ends = 0;
  private depth = 0;

  /** @param steps that it may take. */
  constructor(script: ScriptScopes, steps: number) {
    this.script = script;
    this.left = steps;
  }

  isSpent(): boolean {
    return this.left <= 0;
  }

  step(count = 1): void {
    this.left -= count;
    if (this.left < this.ends) throw NOT_CONSTANT;
  }

  text(): string {
    return this.script.text;
  }
  decode(characters = 1): void {
    this.decoded += characters;
  }

  /** Whether a value may be constant. Most are not, which is told without computing them. */
  mayKnow(node: AnyNode, scope: Scope): boolean {
    return mayBeConstant(node, (name) => this.mayKnowName(name, scope));
  }

  private mayKnowName(name: string, scope: Scope): boolean {
    const variable = scope.find(name);
    if (!variable) return this.global(name) !== UNKNOWN;
    const known = this.values.get(variable);
    if (known) return known.value !== UNKNOWN;
    const { init, writes, choice } = this.script.uses.get(variable) ?? {
      init: null,
      writes: 1,
      choice: null,
    };
    return choice !== null || (init !== null && writes === 0);
  }

  /** What a part of the script gives; UNKNOWN where that is not constant. */
  valueAt(node: AnyNode, scope: Scope, steps: number = limitOf('computed-steps-each')): Value {
    this.ends = Math.max(0, this.left - steps);
    this.depth = 0;
    try {
      return this.evaluate(node, scope);
    } catch (error) {
      if (error instanceof NotConstant || error instanceof Thrown) return UNKNOWN;
      throw error;
    }
  }

  evaluate(node: AnyNode, scope: Scope): Value {
    this.step();
    return compute(this, node, scope);
  }

  run(node: AnyNode, scope: Scope): Ending {
    this.step();
    return runStatement(this, node, scope);
  }

  read(name: string, scope: Scope): Value {
    const variable = scope.find(name);
    if (!variable) return this.global(name);
    if (this.chosen.has(variable)) return this.chosen.get(variable);
    const known = this.values.get(variable);
    if (known) {
      this.decoded += known.decoded;
      return known.value;
    }
    const uses = this.script.uses.get(variable);
    return uses ? this.constant(variable, uses) : undefined;
  }

  private global(name: string): Value {
    if (name === 'undefined') return undefined;
    if (name === 'NaN') return NaN;
    if (name === 'Infinity') return Infinity;
    if (name === 'this') return UNKNOWN;
    return knownGlobal(name) ?? (REFERENCES.has(name) ? new Reference(name) : UNKNOWN);
  }

  /** The value of a variable that gets one value in the whole script. */
  private constant(variable: Variable, uses: Uses): Value {
    const { init, scope, writes, isChanged, choice } = uses;
    if (choice) this.open.add(variable);
    if (!init || writes > 0 || choice || this.busy.has(variable)) return UNKNOWN;
    if (isChanged && !isFunction(init)) return UNKNOWN;
    this.busy.add(variable);
    const before = this.decoded;
    try {
      const value = isFunction(init)
        ? new Closure(init, scope, this.script.text)
        : this.evaluate(init, scope);
      if (this.chosen.size === 0) this.values.set(variable, { value, decoded: this.decoded - before });
      this.setMembers(uses, value);
      return value;
    } finally {
      this.busy.delete(variable);
    }
  }

  /** `names.a = 'b'` behind the declaration. */
  private setMembers({ stores, scope }: Uses, value: Value): void {
    const isOwn = value instanceof Dict || value instanceof List || value instanceof Closure;
    for (const store of isOwn ? stores : []) this.evaluate(store, scope);
  }

  write(name: string, scope: Scope, value: Value): void {
    const variable = scope.find(name);
    if (variable) this.values.set(variable, { value, decoded: 0 });
  }

  call(callee: Value, self: Value, args: readonly Value[]): Value {
    this.step();
    if (callee instanceof Closure) return this.callClosure(callee, args);
    if (callee instanceof Method || callee instanceof Known) return this.callNative(callee, args);
    if (callee === undefined || callee === null) throw THROWN;
    return this.depth > 0 ? requiredModule(callee, args) : UNKNOWN;
  }

  /** A function of the language: its work counts by the size of what it is given, and of the list that it makes. */
  private callNative(callee: Method | Known, args: readonly Value[]): Value {
    const self = callee instanceof Method ? sizeOf(callee.self) : 0;
    this.step(args.reduce((sum: number, each) => sum + sizeOf(each), self) / SIZE_A_STEP);
    const made = this.nativeResult(callee, args);
    if (made instanceof List) this.step(made.items.length / ITEMS_A_STEP);
    return made;
  }

  private nativeResult(callee: Method | Known, args: readonly Value[]): Value {
    if (callee instanceof Method) return this.callMethod(callee, args);
    return callee.name === 'Function' ? madeFunction(args) : callKnown(this, callee, args);
  }

  private callClosure(closure: Closure, args: readonly Value[]): Value {
    const { node, scope: outer } = closure;
    if (node.async || node.generator) return UNKNOWN;
    if (this.depth >= limitOf('computed-depth')) throw NOT_CONSTANT;
    const scope = new Scope(outer, node);
    declareFunction(scope, node);
    if (node.type !== 'ArrowFunctionExpression') scope.declare('arguments');
    this.write('arguments', scope, new List([...args]));
    if (node.type === 'FunctionExpression' && node.id && !outer.find(node.id.name)) {
      scope.declare(node.id.name);
      this.write(node.id.name, scope, closure);
    }
    this.depth += 1;
    try {
      this.bind(closure, args, scope);
      if (node.body.type !== 'BlockStatement') return this.evaluate(node.body, scope);
      const ending = runAll(this, node.body.body, scope);
      return ending.is === 'return' ? ending.value : undefined;
    } finally {
      this.depth -= 1;
    }
  }

  private bind({ node: { params } }: Closure, args: readonly Value[], scope: Scope): void {
    for (const [index, param] of params.entries()) {
      const isRest = param.type === 'RestElement';
      const value = isRest ? new List(args.slice(index)) : args[index];
      assignPattern(this, { pattern: isRest ? param.argument : param, value }, scope);
    }
  }

  private callMethod({ self, name }: Method, args: readonly Value[]): Value {
    if (self instanceof Closure || self instanceof Known || self instanceof Method)
      return this.callFunctionMethod(self, name, args);
    if (typeof self === 'string') return textMethod(this, { text: self, name }, args);
    if (typeof self === 'number') return numberMethod(self, name, args);
    if (self instanceof List) return listMethod(this, self, { name, args });
    if (self instanceof Dict && name === 'hasOwnProperty') return self.fields.has(wholeText(args[0]) ?? '');
    return UNKNOWN;
  }

  /** `call`, `apply` and `bind` of a function. */
  private callFunctionMethod(callee: Value, name: string, args: readonly Value[]): Value {
    const [self, ...rest] = args;
    // `''.split.call(text, '')`: a method of another value.
    const own = callee instanceof Method ? new Method(self, callee.name) : callee;
    if (name === 'call') return this.call(own, self, rest);
    if (name === 'apply') return this.call(own, self, rest[0] instanceof List ? rest[0].items : []);
    return name === 'bind' && rest.length === 0 ? own : UNKNOWN;
  }
}
