import {
  type Check,
  CheckedRanges,
  type CheckKind,
  collectRanges,
  nameOf,
  type PropertyRead,
} from '../../program/index.js';
import type { AnyNode } from 'acorn';
import type { FlowRule } from '../../model/index.js';
import { clearedBy, rulesByCheck, type RulesByCheck } from './cleared-by.js';

/** A name and the names of what it is part of: `a.b.c`, `a.b`, `a`, and `*` of everything. */
function namesAround(name: string): string[] {
  const parts = name.split('.');
  return [...parts.map((_, at) => parts.slice(0, at + 1).join('.')), '*'];
}

/** The names of a program where code has compared their values with what it allows. */
export class CheckedNames {
  private readonly byProgram = new WeakMap<AnyNode, CheckedRanges>();
  private readonly rules: RulesByCheck;

  constructor(rules: readonly FlowRule[]) {
    this.rules = rulesByCheck(rules);
  }

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

  /** Rules that do not apply after a check; null: none does. */
  clearedBy(kind: CheckKind): readonly string[] | null {
    return clearedBy(kind, this.rules);
  }
}
