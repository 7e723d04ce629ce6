import { limitOf } from '../../files/index.js';
import { fieldOf, type PythonNode } from '../../syntax/index.js';
import type { Evaluation, FlowState, Running, Values } from './flow-state.js';
import type { JoinedValue } from './python-value.js';
import { combinedText, formattedText, textValue } from './texts.js';
import { constantText } from './units.js';

/** A part that is no constant. */
const OPEN = '\0';

/** What a text is made of, from the left. */
function piecesOf({ node, scope }: Running): (string | PythonNode)[] {
  const { text } = scope.module;
  switch (node.type) {
    case 'string':
    case 'concatenated_string':
      return node.children.flatMap((child) => piecesOf({ node: child, scope }));
    case 'string_content':
      return [text.slice(node.start, node.end)];
    case 'string_start':
    case 'string_end':
      return [];
    case 'interpolation':
      return [fieldOf(node, 'expression') ?? node];
    default:
      return [constantText(node, text) ?? node];
  }
}

/** The operands of a chain of operators, from the left, without regard to its depth. */
function operandsOf(node: PythonNode): PythonNode[] {
  const operands: PythonNode[] = [];
  let at = node;
  while (at.type === 'binary_operator') {
    const [left, right] = [fieldOf(at, 'left'), fieldOf(at, 'right')];
    if (right) operands.push(right);
    if (!left) break;
    at = left;
  }
  return [...operands, at].reverse();
}

/** What an operation puts between texts: `Path('a') / 'b' / 'c'` */
function separatorOf({ node, scope }: Running): string {
  const operator = fieldOf(node, 'operator');
  return operator && scope.module.text.slice(operator.start, operator.end) === '/' ? '/' : '';
}

/** What an operation, or a text with values in it, is made of, each with the text before it. */
function joinedParts(evaluation: Evaluation, { node, scope }: Running): JoinedValue[] {
  const operands = node.type === 'binary_operator' ? operandsOf(node) : [node];
  const parts: JoinedValue[] = [];
  const between = separatorOf({ node, scope });
  let before = '';
  for (const operand of operands)
    for (const piece of piecesOf({ node: operand, scope })) {
      if (typeof piece !== 'string') parts.push({ values: evaluation.values(piece, scope), before });
      before = (before + (typeof piece === 'string' ? between + piece : OPEN)).slice(
        0,
        limitOf('joined-text'),
      );
    }
  return before === (parts.at(-1)?.before ?? '') + OPEN
    ? parts
    : [...parts, { values: [], before, isEnd: true }];
}

/** `a if condition else b`: the value is one of two. What the condition is made of is none. */
export function chosenValues(evaluation: Evaluation, { node, scope }: Running): Values {
  const [then = [], , otherwise = []] = node.children
    .filter(({ type }) => type !== 'comment')
    .map((child) => evaluation.values(child, scope));
  return [...then, ...otherwise];
}

/** `a or b`: the value is one of two. `a and b` is `a` only where that is empty. */
export function testedValues(evaluation: Evaluation, { node, scope }: Running): Values {
  const values = node.children
    .filter(({ type }) => type !== 'comment')
    .map((child) => evaluation.values(child, scope));
  return fieldOf(node, 'operator')?.type === 'and' ? (values.at(-1) ?? []) : values.flat();
}

/** A text, or what is made of several values. */
export function joinedValues(flow: FlowState, evaluation: Evaluation, running: Running): Values {
  const { node, scope } = running;
  const text = constantText(node, scope.module.text);
  if (text !== null) return [textValue(text)];
  const { domain } = flow;
  if (domain.joined) return domain.joined(joinedParts(evaluation, running), { module: scope.module, node });
  return node.type === 'binary_operator'
    ? combinedText(evaluation, running)
    : formattedText(evaluation, running);
}
