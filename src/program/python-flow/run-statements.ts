import { fieldOf } from '../../syntax/index.js';
import { bindImport, bindTypes } from './bind-imports.js';
import { defineClass, defineFunction } from './define.js';
import { bindPattern } from './bind-pattern.js';
import { textOf, type Evaluation, type FlowState, type Running } from './flow-state.js';

const NEVER = /^(?:(?:\w+\.)?TYPE_CHECKING|__name__\s*==\s*['"]__main__['"])$/;

type Run = (flow: FlowState, evaluator: Evaluation, running: Running) => void;

/** Runs the statements inside of a node. */
export const runBlock: Run = (flow, evaluator, { node, scope }) => {
  for (const child of node.children) runStatement(flow, evaluator, { node: child, scope });
};

const runIf: Run = (flow, evaluator, { node, scope }) => {
  const condition = fieldOf(node, 'condition');
  const text = condition ? textOf(condition, scope) : '';
  for (const child of node.children) {
    const isNever = child.field === 'consequence' && NEVER.test(text);
    if (!isNever) runStatement(flow, evaluator, { node: child, scope });
    else if (text.endsWith('TYPE_CHECKING')) bindTypes(flow, { node: child, scope });
  }
};

const runFor: Run = (flow, evaluator, { node, scope }) => {
  const [left, right] = [fieldOf(node, 'left'), fieldOf(node, 'right')];
  if (left && right)
    evaluator.assign(left, evaluator.elements(evaluator.values(right, scope), { node: right, scope }), scope);
  for (const child of node.children)
    if (child !== left && child !== right) runStatement(flow, evaluator, { node: child, scope });
};

/** `match x: case {'id': name}: …` */
const runMatch: Run = (flow, evaluator, { node, scope }) => {
  const subject = fieldOf(node, 'subject');
  const values = subject ? evaluator.values(subject, scope) : [];
  for (const clause of fieldOf(node, 'body')?.children ?? [])
    for (const child of clause.children) {
      if (child.type === 'case_pattern') bindPattern(flow, evaluator, { node: child, scope, values });
      else runStatement(flow, evaluator, { node: child, scope });
    }
};

const runReturn: Run = (flow, evaluator, { node, scope }) => {
  for (const child of node.children) {
    const values = evaluator.values(child, scope);
    if (scope.results) flow.add(scope.results, values);
  }
};

const runGlobal: Run = (_flow, _evaluator, { node, scope }) => {
  for (const child of node.children) scope.globals.add(textOf(child, scope));
};

const runNonlocal: Run = (_flow, _evaluator, { node, scope }) => {
  for (const child of node.children) scope.nonlocals.add(textOf(child, scope));
};

const RUNS: ReadonlyMap<string, Run> = new Map<string, Run>([
  ['import_statement', (flow, _evaluator, running) => bindImport(flow, running)],
  ['import_from_statement', (flow, _evaluator, running) => bindImport(flow, running)],
  [
    'function_definition',
    (flow, evaluator, running) => defineFunction(flow, evaluator, { ...running, decorators: [] }),
  ],
  [
    'class_definition',
    (flow, evaluator, running) => defineClass(flow, evaluator, { ...running, decorators: [] }),
  ],
  [
    'decorated_definition',
    (flow, evaluator, { node, scope }) => {
      const definition = fieldOf(node, 'definition');
      const decorators = node.children.filter(({ type }) => type === 'decorator');
      if (definition?.type === 'function_definition')
        defineFunction(flow, evaluator, { node: definition, scope, decorators });
      else if (definition) defineClass(flow, evaluator, { node: definition, scope, decorators });
    },
  ],
  ['if_statement', runIf],
  ['for_statement', runFor],
  ['match_statement', runMatch],
  ['return_statement', runReturn],
  ['global_statement', runGlobal],
  ['nonlocal_statement', runNonlocal],
]);

/** Nodes that only hold statements, or statements and expressions. */
const HOLDERS = /(?:_statement|_clause)$|^block$/;

export const runStatement: Run = (flow, evaluator, running) => {
  const { node, scope } = running;
  const run = RUNS.get(node.type);
  if (run) run(flow, evaluator, running);
  else if (HOLDERS.test(node.type)) runBlock(flow, evaluator, running);
  else evaluator.values(node, scope);
};
