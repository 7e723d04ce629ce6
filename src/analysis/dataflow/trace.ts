import type { FlowNode } from '../../program/index.js';
import type { Passages } from '../schemas/passages.js';
import { sourceOf } from '../stored-parts.js';
import { isTaint } from '../schemas/taint.js';

/** Places that are looked at for one way: a program has no longer one that helps a reader. */
const MOST_PLACES = 200_000;

function holdsTaint({ tokens }: FlowNode, source: string): boolean {
  for (const token of tokens) if (isTaint(token) && sourceOf(token.mark.part) === source) return true;
  return false;
}

/** How data comes from a source to every place that holds it: the place before, on a shortest way. @param source as `sourceOf` has it */
export function waysOfData(
  { starts, next }: Passages,
  source: string,
): ReadonlyMap<FlowNode, FlowNode | null> {
  const open = [...starts].filter((start) => holdsTaint(start, source));
  const before = new Map<FlowNode, FlowNode | null>(open.map((start) => [start, null]));
  const goOn = (from: FlowNode, to: FlowNode): void => {
    if (before.has(to) || !holdsTaint(to, source)) return;
    before.set(to, from);
    open.push(to);
  };
  for (let at = 0; at < open.length && at < MOST_PLACES; at += 1) {
    const from = open[at] as FlowNode;
    for (const to of from.targets) goOn(from, to);
    for (const to of next.get(from) ?? []) goOn(from, to);
  }
  return before;
}

/** A piece of code that data passes. */
export interface PassedCode {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** The code that data passes on its way to a place, from the handler on. */
export function codeOnWay(before: ReadonlyMap<FlowNode, FlowNode | null>, place: FlowNode): PassedCode[] {
  const passed: PassedCode[] = [];
  for (let at: FlowNode | null | undefined = place; at; at = before.get(at)) {
    if (!at.place) continue;
    const { node, scope } = at.place;
    passed.push({ file: scope.owner.file, start: node.start, end: node.end });
  }
  return passed.reverse();
}
