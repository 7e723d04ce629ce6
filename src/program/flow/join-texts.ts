import type { AnyNode, BinaryExpression, TemplateLiteral } from 'acorn';
import { limitOf } from '../../files/index.js';
import { bareNode } from '../scopes/bare-node.js';
import type { Scope } from '../scopes/scope.js';
import type { Flow, OpenCode } from './flow.js';
import { placeOf } from './native-methods.js';
import type { JoinedPart, Unit } from './value.js';

/** Stands for a part of a text that code computes. */
const COMPUTED = '\0';

function constantText(node: AnyNode): string {
  if (node.type === 'Literal') return String(node.value);
  if (node.type !== 'TemplateLiteral') return COMPUTED;
  return node.quasis.map(({ value }) => value.cooked ?? '').join(COMPUTED);
}

/** The text that an expression gives, as far as code shows it. */
function shownText(node: AnyNode): string {
  const texts: string[] = [];
  let at = bareNode(node);
  while (at.type === 'BinaryExpression' && at.operator === '+' && texts.length < limitOf('joined-parts')) {
    texts.unshift(constantText(bareNode(at.right)));
    at = bareNode(at.left);
  }
  return constantText(at) + texts.join('');
}

interface Sum {
  readonly left: AnyNode;
  readonly right: AnyNode;
}

export function addedParts(flow: Flow, { left, right }: Sum, scope: Scope<Unit>): JoinedPart[] {
  return [
    { value: flow.valueAt(left, scope), before: '', own: shownText(left) },
    { value: flow.valueAt(right, scope), before: shownText(left), own: shownText(right) },
  ];
}

/** The parts that code puts into a template; its own texts are told to the domain. */
export function templateParts(
  flow: Flow,
  { quasis, expressions }: TemplateLiteral,
  scope: Scope<Unit>,
): JoinedPart[] {
  let before = '';
  for (const each of quasis) flow.domain.text?.(each.value.cooked ?? '', { node: each, scope });
  const parts = expressions.map((each, at) => {
    before += quasis[at]?.value.cooked ?? '';
    const part = { value: flow.valueAt(each, scope), before, own: shownText(each) };
    before += COMPUTED;
    return part;
  });
  const last = quasis.at(-1)?.value.cooked ?? '';
  return last === '' ? parts : [...parts, { value: placeOf(flow, flow.text(last)), before, own: last }];
}

/** `'a' + 'b'`, and `name + 'Command'`: two texts that are known give a third. */
export function joinTexts(flow: Flow, { left, right }: Sum, { scope, out }: OpenCode): void {
  if (!out) return;
  flow.domain.join?.(flow, addedParts(flow, { left, right }, scope), out);
  flow.propagation.listen(flow.valueAt(left, scope), (a) => {
    if (a.kind !== 'text' || a.text.length >= limitOf('joined-text')) return;
    flow.propagation.listen(flow.valueAt(right, scope), (b) => {
      if (b.kind === 'text' && b.text.length < limitOf('joined-text'))
        flow.propagation.add(out, flow.text(a.text + b.text));
    });
  });
}

/** Operators whose result holds bits of both sides. */
const OF_BITS: ReadonlySet<string> = new Set(['^', '|', '&', '<<', '>>', '>>>']);

/** Whether an expression takes bits of numbers: `bits >>> 5 & 31`. */
export function isOfBits(node: AnyNode): node is BinaryExpression {
  return node.type === 'BinaryExpression' && OF_BITS.has(node.operator);
}

/** A number that is made of the bits of others: how code that has no function for it encodes data. */
export function mixParts(flow: Flow, { left, right }: BinaryExpression, { scope, out }: OpenCode): void {
  if (out) for (const part of [left, right]) flow.domain.mixed?.(flow, flow.valueAt(part, scope), out);
}

/** What stands in a table at such a number: `letters[bits & 31]`. */
export function mixElement(flow: Flow, key: AnyNode, { scope, out }: OpenCode): void {
  if (out && isOfBits(bareNode(key))) flow.domain.mixed?.(flow, flow.valueAt(key, scope), out);
}
