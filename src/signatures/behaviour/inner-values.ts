import { FlowNode, ObjectToken, type Flow, type Token } from '../../program/index.js';

/** Objects inside each other that are looked into. */
const DEEPEST = 6;

/** Objects whose properties go where they go. */
const HOLDERS: ReadonlySet<string> = new Set(['literal', 'array', 'container', 'instance']);

type Found = (token: Token) => void;

/** `depth`: levels of objects that are still looked into; `seen`: the objects that were, each with the levels left then. */
interface Looking {
  readonly from: FlowNode;
  readonly depth: number;
  readonly seen: Map<Token, number>;
}

function look(flow: Flow, { from, depth, seen }: Looking, found: Found): void {
  flow.propagation.listen(from, (token) => {
    found(token);
    // An object is looked into once, however many objects hold it.
    if (depth === 0 || !holdsValues(token) || (seen.get(token) ?? 0) >= depth) return;
    seen.set(token, depth);
    look(flow, { from: flow.properties.all(token), depth: depth - 1, seen }, found);
    const spread = new FlowNode();
    look(flow, { from: spread, depth: depth - 1, seen }, found);
    flow.propagation.listen(token.prototypes, (above) => {
      if (above.kind === 'mark' || holdsValues(above)) flow.propagation.add(spread, above);
    });
  });
}

/** Whether a value is an object whose properties go where it goes. */
function holdsValues(token: Token): token is ObjectToken {
  return token instanceof ObjectToken && HOLDERS.has(token.form);
}

/** Calls back for each property of an object, and of those that are spread in it. */
export function eachSlotIn(
  flow: Flow,
  token: ObjectToken,
  found: (name: string, slot: FlowNode) => void,
): void {
  const seen = new Set<Token>();
  const visit = (each: Token): void => {
    if (!(each instanceof ObjectToken) || seen.has(each) || seen.size > DEEPEST) return;
    seen.add(each);
    flow.properties.eachSlot(each, found);
    flow.propagation.listen(each.prototypes, (above) => {
      if (holdsValues(above)) visit(above);
    });
  };
  visit(token);
}

/** Calls back for each value that a place holds, and for each value in the objects there. */
export function eachInside(flow: Flow, from: FlowNode, found: Found): void {
  look(flow, { from, depth: DEEPEST, seen: new Map() }, found);
}

/** The same without some properties of an object: `skips` gets those. */
function eachBut(
  flow: Flow,
  { from, skipped }: { readonly from: FlowNode; readonly skipped: ReadonlySet<string> },
  { found, skips }: { readonly found: Found; readonly skips?: Found },
): void {
  flow.propagation.listen(from, (token) => {
    found(token);
    if (!holdsValues(token)) return;
    eachSlotIn(flow, token, (name, slot) => {
      const each = skipped.has(name) ? skips : found;
      if (each) eachInside(flow, slot, each);
    });
  });
}

const CARRIED: ReadonlySet<string> = new Set(['headers', 'body', 'data']);
const SURROUNDINGS: ReadonlySet<string> = new Set(['env', 'cwd']);

/** The same without what requests carry beside their address. */
export function eachOfAddress(flow: Flow, from: FlowNode, found: Found): void {
  eachBut(flow, { from, skipped: CARRIED }, { found });
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
