import type {
  AnyNode,
  ForInStatement,
  ForOfStatement,
  ForStatement,
  SwitchStatement,
  TryStatement,
} from 'acorn';
import { declareLexical } from '../scopes/declare-names.js';
import { Scope } from '../scopes/scope.js';
import { assignPattern } from './assign.js';
import { lexicalIn } from './block-names.js';
import type { Ending, Machine } from './machine.js';
import { operate } from './operators.js';
import { Closure, Dict, List, Thrown, truthOf, type Value, NOT_CONSTANT, THROWN } from './value.js';

const NEXT: Ending = { is: 'next', label: null };

function blockScope(node: AnyNode, scope: Scope): Scope {
  const inner = new Scope(scope, scope.owner);
  declareLexical(inner, lexicalIn(node));
  return inner;
}

/** Runs statements one after the other, with their functions known from the beginning. */
export function runAll(machine: Machine, nodes: readonly AnyNode[], scope: Scope): Ending {
  for (const node of nodes)
    if (node.type === 'FunctionDeclaration' && node.id)
      machine.write(node.id.name, scope, new Closure(node, scope, machine.text()));
  for (const node of nodes) {
    const ending = machine.run(node, scope);
    if (ending.is !== 'next') return ending;
  }
  return NEXT;
}

/** How a loop goes on after its body; null if it does. */
function afterBody(ending: Ending): Ending | null {
  if (ending.is === 'return') return ending;
  if (ending.label !== null) return ending;
  return ending.is === 'break' ? NEXT : null;
}

function runFor(machine: Machine, { init, test, update, body }: ForStatement, outer: Scope): Ending {
  const scope = new Scope(outer, outer.owner);
  if (init) {
    declareLexical(scope, [init]);
    if (init.type === 'VariableDeclaration') machine.run(init, scope);
    else machine.evaluate(init, scope);
  }
  const goesOn = (): boolean => !test || truthOf(machine.evaluate(test, scope));
  while (goesOn()) {
    machine.step();
    const ended = afterBody(machine.run(body, scope));
    if (ended) return ended;
    if (update) machine.evaluate(update, scope);
  }
  return NEXT;
}

function itemsOf(node: ForOfStatement | ForInStatement, value: Value): readonly Value[] {
  if (node.type === 'ForOfStatement') {
    if (typeof value === 'string') return Array.from(value);
    if (value instanceof List) return value.items;
  } else {
    if (value instanceof Dict) return [...value.fields.keys()];
    if (value instanceof List) return value.items.map((_, index) => String(index));
  }
  throw NOT_CONSTANT;
}

function runEach(machine: Machine, node: ForOfStatement | ForInStatement, outer: Scope): Ending {
  const scope = blockScope(node, outer);
  const [declared] = node.left.type === 'VariableDeclaration' ? node.left.declarations : [];
  for (const item of itemsOf(node, machine.evaluate(node.right, outer))) {
    machine.step();
    assignPattern(machine, { pattern: declared?.id ?? node.left, value: item }, scope);
    const ended = afterBody(machine.run(node.body, scope));
    if (ended) return ended;
  }
  return NEXT;
}

function runWhile(
  machine: Machine,
  node: AnyNode & { type: 'WhileStatement' | 'DoWhileStatement' },
  scope: Scope,
): Ending {
  let isFirst = node.type === 'DoWhileStatement';
  while (isFirst || truthOf(machine.evaluate(node.test, scope))) {
    isFirst = false;
    machine.step();
    const ended = afterBody(machine.run(node.body, scope));
    if (ended) return ended;
  }
  return NEXT;
}

function runSwitch(machine: Machine, node: SwitchStatement, outer: Scope): Ending {
  const scope = blockScope(node, outer);
  const value = machine.evaluate(node.discriminant, outer);
  const isCase = ({ test }: SwitchStatement['cases'][number]): boolean =>
    test ? truthOf(operate('===', value, machine.evaluate(test, scope))) : false;
  const found = node.cases.findIndex(isCase);
  const at = found < 0 ? node.cases.findIndex(({ test }) => !test) : found;
  for (const { consequent } of at < 0 ? [] : node.cases.slice(at)) {
    const ending = runAll(machine, consequent, scope);
    if (ending.is === 'break' && ending.label === null) return NEXT;
    if (ending.is !== 'next') return ending;
  }
  return NEXT;
}

function runTry(machine: Machine, { block, handler, finalizer }: TryStatement, scope: Scope): Ending {
  const guarded = (): Ending => {
    try {
      return machine.run(block, scope);
    } catch (error) {
      if (!handler || !(error instanceof Thrown)) throw error;
      return machine.run(handler.body, blockScope(handler, scope));
    }
  };
  const ending = guarded();
  const last = finalizer ? machine.run(finalizer, scope) : NEXT;
  return last.is === 'next' ? ending : last;
}

function runLabeled(machine: Machine, node: AnyNode & { type: 'LabeledStatement' }, scope: Scope): Ending {
  const ending = machine.run(node.body, scope);
  const isMine = ending.is === 'break' && ending.label === node.label.name;
  return isMine ? NEXT : ending;
}

type Run<Kind extends AnyNode['type']> = (
  machine: Machine,
  node: Extract<AnyNode, { type: Kind }>,
  scope: Scope,
) => Ending;

const RUNS: { readonly [Kind in AnyNode['type']]?: Run<Kind> } = {
  BlockStatement: (machine, node, scope) => runAll(machine, node.body, blockScope(node, scope)),
  EmptyStatement: () => NEXT,
  FunctionDeclaration: () => NEXT,
  ExpressionStatement(machine, { expression }, scope) {
    machine.evaluate(expression, scope);
    return NEXT;
  },
  VariableDeclaration(machine, { declarations }, scope) {
    for (const { id, init } of declarations)
      if (init) assignPattern(machine, { pattern: id, value: machine.evaluate(init, scope) }, scope);
    return NEXT;
  },
  ReturnStatement: (machine, { argument }, scope) => ({
    is: 'return',
    value: argument ? machine.evaluate(argument, scope) : undefined,
  }),
  IfStatement(machine, { test, consequent, alternate }, scope) {
    const branch = truthOf(machine.evaluate(test, scope)) ? consequent : alternate;
    return branch ? machine.run(branch, scope) : NEXT;
  },
  ForStatement: runFor,
  ForOfStatement: runEach,
  ForInStatement: runEach,
  WhileStatement: runWhile,
  DoWhileStatement: runWhile,
  SwitchStatement: runSwitch,
  TryStatement: runTry,
  LabeledStatement: runLabeled,
  BreakStatement: (_, { label }) => ({ is: 'break', label: label?.name ?? null }),
  ContinueStatement: (_, { label }) => ({ is: 'continue', label: label?.name ?? null }),
  ThrowStatement() {
    throw THROWN;
  },
};

/** Runs a statement. Throws NotConstant of one whose effect is not known. */
export function runStatement(machine: Machine, node: AnyNode, scope: Scope): Ending {
  const run = RUNS[node.type] as Run<AnyNode['type']> | undefined;
  if (!run) throw NOT_CONSTANT;
  return run(machine, node, scope);
}
