import { limitOf } from '../files/index.js';
import { fieldOf, type PythonNode } from '../syntax/index.js';

/** Where a name holds only what code gives it from the beginning of that code on. */
export interface NameStretch {
  readonly from: number;
  readonly to: number;
  /** Where the name stands that is given a value before. */
  readonly given: number;
  /** Whether a loop gives it one value after the other: no other value is meant there. */
  readonly isLoop: boolean;
}

interface Open {
  readonly node: PythonNode;
  readonly names: Map<string, NameStretch[]>;
}

/** The name in `name = value`, alone in a statement. */
function givenIn(statement: PythonNode): { readonly target: PythonNode; readonly end: number } | null {
  const [only, ...others] = statement.children;
  if (statement.type !== 'expression_statement' || others.length > 0 || only?.type !== 'assignment')
    return null;
  const [target, value] = [fieldOf(only, 'left'), fieldOf(only, 'right')];
  return value && target?.type === 'identifier' ? { target, end: statement.end } : null;
}

/** The names of a module that get a second value, by the function in which they do, and the module itself. */
export class ReassignedNames {
  private readonly byFunction = new Map<PythonNode, Map<string, NameStretch[]>>();
  private readonly shared = new Set<string>();

  constructor(root: PythonNode, text: string) {
    const top = new Map<string, NameStretch[]>();
    this.byFunction.set(root, top);
    const open: Open[] = [{ node: root, names: top }];
    for (let at = open.pop(); at; at = open.pop()) {
      const { node } = at;
      const isFunction = node.type === 'function_definition' || node.type === 'lambda';
      const names = isFunction ? new Map<string, NameStretch[]>() : at.names;
      if (isFunction) this.byFunction.set(node, names);
      this.visit({ node, names }, text);
      for (const child of node.children) open.push({ node: child, names });
    }
    for (const names of this.byFunction.values())
      for (const stretches of names.values()) stretches.sort((a, b) => a.from - b.from);
  }

  private visit({ node, names }: Open, text: string): void {
    if (node.type === 'block' || node.type === 'module') give(names, node, text);
    else if (node.type === 'nonlocal_statement' || node.type === 'global_statement')
      for (const name of node.children) this.shared.add(text.slice(name.start, name.end));
    else giveInLoop(names, node, text);
  }

  /** The stretches of a name in a function, or in the module; none if another function gives it values. */
  private of(fn: PythonNode, name: string): readonly NameStretch[] {
    const stretches = this.byFunction.get(fn)?.get(name) ?? [];
    return stretches.length > limitOf('name-stretches') || this.shared.has(name) ? [] : stretches;
  }

  /** The stretch in which code reads a name; null if it may hold any of its values there. */
  at(fn: PythonNode, name: string, position: number): NameStretch | null {
    return this.of(fn, name).findLast(({ from, to }) => from <= position && position < to) ?? null;
  }

  /** The stretches in which code may read what it gives a name at a position. */
  from(fn: PythonNode, name: string, position: number): readonly NameStretch[] {
    return this.of(fn, name).filter(
      ({ from, to, given }) => given === position || (from <= position && position < to),
    );
  }
}

function give(names: Map<string, NameStretch[]>, block: PythonNode, text: string): void {
  for (const statement of block.children) {
    const found = givenIn(statement);
    if (!found) continue;
    const { target, end } = found;
    add(names, text.slice(target.start, target.end), {
      from: end,
      to: block.end + 1,
      given: target.start,
      isLoop: false,
    });
  }
}

const COMPREHENSION = /(?:_comprehension|^generator_expression)$/;
const PATTERN = /^(?:identifier|pattern_list|tuple_pattern|list_pattern|list_splat_pattern)$/;

function* namesOfPattern(pattern: PythonNode): Generator<PythonNode> {
  if (pattern.type === 'identifier') yield pattern;
  else if (PATTERN.test(pattern.type)) for (const child of pattern.children) yield* namesOfPattern(child);
}

/** What gives names one value after the other: a loop, or the clauses of a comprehension. */
function clausesOf(node: PythonNode): readonly PythonNode[] {
  if (node.type === 'for_statement') return [node];
  return COMPREHENSION.test(node.type) ? node.children.filter(({ type }) => type === 'for_in_clause') : [];
}

/** `[id for id in id.split()]` */
function isRead(list: PythonNode | undefined, name: string, text: string): boolean {
  return list !== undefined && text.slice(list.start, list.end).includes(name);
}

/** `for name in values: …`, `[name for name in values]` */
function giveInLoop(names: Map<string, NameStretch[]>, node: PythonNode, text: string): void {
  for (const clause of clausesOf(node)) {
    const [left, right] = [fieldOf(clause, 'left'), fieldOf(clause, 'right')];
    const isLoop = clause === node;
    const from = isLoop ? (fieldOf(node, 'body')?.start ?? node.end) : node.start;
    for (const { start, end } of left && right ? namesOfPattern(left) : []) {
      const name = text.slice(start, end);
      if (isLoop || !isRead(right, name, text))
        add(names, name, { from, to: node.end, given: start, isLoop: true });
    }
  }
}

function add(names: Map<string, NameStretch[]>, name: string, stretch: NameStretch): void {
  const known = names.get(name) ?? [];
  known.push(stretch);
  names.set(name, known);
}

const known = new WeakMap<PythonNode, ReassignedNames>();

/** The names of a module that get a second value. */
export function reassignedNames({
  root,
  text,
}: {
  readonly root: PythonNode;
  readonly text: string;
}): ReassignedNames {
  const names = known.get(root) ?? new ReassignedNames(root, text);
  known.set(root, names);
  return names;
}

/** The name of what a name holds in a stretch, beside the names of the code. */
export function stretchName(name: string, { from }: NameStretch): string {
  return `${name} ${String(from)}`;
}
