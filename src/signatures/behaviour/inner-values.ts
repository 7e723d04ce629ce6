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

/** The same without some properties of an object: `skips` gets those. */
function eachBut(
  flow: Flow,
  { from, skipped }: { readonly from: FlowNode; readonly skipped: ReadonlySet<string> },
  { found, skips }: { readonly found: Found; readonly skips?: Found },
): void {
  flow.propagation.listen(from, (token) => {
    found(token);
    if (!(token instanceof ObjectToken) || !HOLDERS.has(token.form)) return;
    flow.properties.eachSlot(token, (name, slot) => {
      const each = skipped.has(name ?? '') ? skips : found;
      if (each) eachInside(flow, slot, each);
    });
  });
}

const HEADERS: ReadonlySet<string> = new Set(['headers']);
const SURROUNDINGS: ReadonlySet<string> = new Set(['env', 'cwd']);

/** The same without what requests carry beside their address. */
export function eachOfAddress(flow: Flow, from: FlowNode, found: Found): void {
  eachBut(flow, { from, skipped: HEADERS }, { found });
}

/** What a program that is started gets: `skips` gets what its folder and its variables are. */
export function eachOfCommand(flow: Flow, from: FlowNode, seen: Parameters<typeof eachBut>[2]): void {
  eachBut(flow, { from, skipped: SURROUNDINGS }, seen);
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
