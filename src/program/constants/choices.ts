import type { AnyNode } from 'acorn';
import { limitOf } from '../../files/index.js';
import type { Scope, Variable } from '../scopes/scope.js';
import { isFunction } from './block-names.js';
import { type Choice, type ScriptScopes, type Uses } from './collect-scopes.js';
import type { Interpreter } from './interpreter.js';
import { Dict, isPrimitive, List, UNKNOWN, type Value } from './value.js';

/** The values that variables may have which loops and calls give values to. */
export class Choices {
  private readonly known = new Map<Variable, readonly Value[]>();
  private readonly ofFunction = new Map<AnyNode, Uses>();
  private readonly script: ScriptScopes;
  private readonly interpreter: Interpreter;

  constructor(script: ScriptScopes, interpreter: Interpreter) {
    this.script = script;
    this.interpreter = interpreter;
    for (const uses of script.uses.values())
      if (uses.init && isFunction(uses.init)) this.ofFunction.set(uses.init, uses);
  }

  /** The primitive values of a variable; none where one of them is not known. */
  private of(variable: Variable): readonly Value[] {
    const known = this.known.get(variable);
    if (known) return known;
    // A variable whose values depend on it has none.
    this.known.set(variable, []);
    const choice = this.script.uses.get(variable)?.choice;
    const all = choice ? this.valuesOf(choice) : [];
    const values = all.length > limitOf('computed-choices') ? [] : all.filter(isPrimitive);
    this.known.set(variable, values);
    return values;
  }

  private valuesOf(choice: Choice): readonly Value[] {
    if (choice.of === 'argument') return this.argumentsOf(choice);
    const list = this.interpreter.valueAt(choice.list, choice.scope);
    if (choice.of === 'keys') return list instanceof Dict ? [...list.fields.keys()] : [];
    return list instanceof List ? list.items : [];
  }

  /** What calls give a function of the script. */
  private argumentsOf({ code, at }: Extract<Choice, { of: 'argument' }>): readonly Value[] {
    const calls = this.ofFunction.get(code)?.calls ?? [];
    return calls.slice(0, limitOf('computed-choices')).flatMap(({ node, scope }) => {
      const given = node.arguments[at];
      return given && given.type !== 'SpreadElement' ? [this.interpreter.valueAt(given, scope)] : [];
    });
  }

  /** The values of an expression: one for each value that its variables may have. */
  each(node: AnyNode, scope: Scope): readonly Value[] {
    const { interpreter } = this;
    const [variable, ...others] = [...interpreter.open];
    if (!variable || others.length > 0 || isFunction(node)) return [];
    const found: Value[] = [];
    for (const value of this.of(variable)) {
      interpreter.chosen.set(variable, value);
      found.push(interpreter.valueAt(node, scope));
    }
    interpreter.chosen.clear();
    return found.filter((value) => value !== UNKNOWN);
  }
}
