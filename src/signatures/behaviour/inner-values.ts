import { ObjectToken, type Flow, type FlowNode, type Token } from '../../program/index.js';

/** Objects inside each other that are looked into. */
const DEEPEST = 6;

/** Objects whose properties go where they go. */
const HOLDERS: ReadonlySet<string> = new Set(['literal', 'array', 'container', 'instance']);

type Found = (token: Token) => void;

function look(
  flow: Flow,
  { from, depth }: { readonly from: FlowNode; readonly depth: number },
  found: Found,
): void {
  flow.propagation.listen(from, (token) => {
    found(token);
    if (!(token instanceof ObjectToken) || depth === 0 || !HOLDERS.has(token.form)) return;
    look(flow, { from: flow.properties.all(token), depth: depth - 1 }, found);
    flow.propagation.listen(token.prototypes, (above) => {
      if (above.kind === 'mark') found(above);
    });
  });
}

/** Calls back for each value that a place holds, and for each value in the objects there. */
export function eachInside(flow: Flow, from: FlowNode, found: Found): void {
  look(flow, { from, depth: DEEPEST }, found);
}

/** The same without what requests carry beside their address. */
export function eachOfAddress(flow: Flow, from: FlowNode, found: Found): void {
  flow.propagation.listen(from, (token) => {
    found(token);
    if (!(token instanceof ObjectToken) || !HOLDERS.has(token.form)) return;
    flow.properties.eachSlot(token, (name, slot) => {
      if (name !== 'headers') eachInside(flow, slot, found);
    });
  });
}

/** Lets the marks that a place holds flow to another, also those in objects. */
export function passMarks(flow: Flow, from: FlowNode, to: FlowNode): void {
  eachInside(flow, from, (token) => {
    if (token.kind === 'mark') flow.propagation.add(to, token);
  });
}

/** Whether a place holds a text with a word. */
export function holdsWord({ tokens }: FlowNode): boolean {
  for (const token of tokens) if (token.kind === 'text' && /\w/.test(token.text)) return true;
  return false;
}
