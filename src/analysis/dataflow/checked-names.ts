import { type Check, CheckedRanges, collectRanges, nameOf, type PropertyRead } from '../../program/index.js';
import type { AnyNode } from 'acorn';

/** A name and the names of what it is part of: `a.b.c`, `a.b`, `a`, and `*` of everything. */
function namesAround(name: string): string[] {
  const parts = name.split('.');
  return [...parts.map((_, at) => parts.slice(0, at + 1).join('.')), '*'];
}

/** The names of a program where code has compared their values with what it allows. */
export class CheckedNames {
  private readonly byProgram = new WeakMap<AnyNode, CheckedRanges>();

  /** How code has checked what it reads at a place. */
  at({ node, scope }: PropertyRead['place']): readonly Check[] {
    const name = nameOf(node);
    if (name === null) return [];
    let top = scope;
    while (top.parent) top = top.parent;
    const program = top.owner.node;
    const ranges = this.byProgram.get(program) ?? new CheckedRanges(collectRanges(program));
    this.byProgram.set(program, ranges);
    return namesAround(name).flatMap((each) => ranges.at(each, node.start));
  }
}
