import type { AnyNode } from 'acorn';
import { type Check, CheckedRanges, collectRanges, nameOf, type PropertyRead } from '../../program/index.js';

/** A name and the names of what it is part of: `a.b.c`, `a.b`, `a`, and `*` of everything. */
function namesAround(name: string): string[] {
  const parts = name.split('.');
  return [...parts.map((_, at) => parts.slice(0, at + 1).join('.')), '*'];
}

/** A check, perhaps of what a name is a part of: the part's name in it. */
export type FoundCheck = Check & { readonly part?: string };

export type Place = PropertyRead['place'];

/** The ranges of each program, found once however often its code is followed. */
const rangesByProgram = new WeakMap<AnyNode, CheckedRanges>();

/** The names of a program where code has compared their values with what it allows. */
export class CheckedNames {
  private rangesOf(scope: Place['scope']): CheckedRanges {
    let top = scope;
    while (top.parent) top = top.parent;
    const program = top.owner.node;
    const ranges = rangesByProgram.get(program) ?? new CheckedRanges(collectRanges(program));
    rangesByProgram.set(program, ranges);
    return ranges;
  }

  /** How code has checked what it reads at a place, or a part of that. */
  at({ node, scope }: Place, part = ''): readonly FoundCheck[] {
    const read = nameOf(node);
    if (read === null) return [];
    const name = part === '' ? read : `${read}.${part}`;
    const ranges = this.rangesOf(scope);
    return namesAround(name).flatMap((each) =>
      ranges.at(each, node.start, each === '*' ? each : name).flatMap((check): readonly FoundCheck[] => {
        if (check.by === undefined || each === name) return [check];
        // What was checked of the whole is known where code reads the whole.
        return part === '' ? [{ ...check, part: name.slice(each.length + 1) }] : [];
      }),
    );
  }

  /** The parts of what code reads at a place that it has checked. */
  below({ node, scope }: Place): readonly string[] {
    const name = nameOf(node);
    if (name === null) return [];
    const ranges = this.rangesOf(scope);
    const names = ranges.below(name).filter((each) => ranges.at(each, node.start).length > 0);
    return names.map((each) => each.slice(name.length + 1)).filter((part) => part !== 'length');
  }
}
