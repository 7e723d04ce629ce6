import type { AnyNode } from 'acorn';
import { eachChild } from '../../syntax/index.js';
import {
  ANY_NAME,
  type AssignedValue,
  bareNode,
  declaredNames,
  FlowNode,
  mayBeSkipped,
  nameOf,
  nameOfKey,
  ObjectToken,
  type CallSite,
  type Flow,
  type Token,
  type Unit,
} from '../../program/index.js';
import type { Passages } from '../schemas/passages.js';
import type { Taints } from '../schemas/taint.js';

/** Methods that put values into a list, a set or a map; of `set`, the second argument. */
const KEEPING: ReadonlySet<string> = new Set(['push', 'unshift', 'add', 'set']);
/** Operators that leave what a name had before, or give it a value once. */
const ADDING: ReadonlySet<string> = new Set(['+=', '??=', '||=']);

/** How code empties a value by a method or a property. */
const EMPTYING = ['.length = 0', '.length=0', '.splice(', '.clear(', '.delete('];

function timesSet(text: string, name: string): number {
  return text.split(new RegExp(`\\b${name.replaceAll(/[$.]/g, String.raw`\$&`)}\\s?=(?!=)`)).length - 1;
}

/** Whether code empties a value, or gives its name another one. @param allowed how often code sets it where it keeps what it has */
export function isEmptied(text: string, name: string, allowed = 1): boolean {
  return timesSet(text, name) > allowed || EMPTYING.some((end) => text.includes(name + end));
}

/** Whether a module declares a variable with a value. */
function hasValueAtFirst({ node }: Unit, name: string): boolean {
  if (node.type !== 'Program') return false;
  return node.body.some((statement) => {
    const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (declared?.type !== 'VariableDeclaration') return false;
    return declared.declarations.some(({ id, init }) => init && declaredNames(id).includes(name));
  });
}

/** Whether an expression reads a name. */
function reads(node: AnyNode, name: string): boolean {
  const open: AnyNode[] = [node];
  for (let at = open.pop(); at; at = open.pop()) {
    if (nameOf(at) === name) return true;
    if (at.type === 'MemberExpression' && !at.computed) open.push(at.object);
    else eachChild(at, (child) => open.push(child));
  }
  return false;
}

/** A name of the module, or of a part of what such a name holds, that a function uses. */
interface KeptName {
  readonly name: string;
  readonly owner: Unit;
  /** The expression for the object, if the name is a field of an object: `this`. */
  readonly self?: AnyNode;
}

/** The first part of a chain of members: `this` of `this.orders.open`. */
function selfOf(node: AnyNode): AnyNode {
  let at = bareNode(node);
  while (at.type === 'MemberExpression') at = bareNode(at.object);
  return at;
}

function keptName(node: AnyNode, scope: CallSite['scope']): KeptName | null {
  const name = nameOf(node);
  if (name?.startsWith('this.')) return { name, owner: scope.owner, self: selfOf(node) };
  const owner = name === null ? null : scope.ownerOf(name.split('.', 1)[0] ?? '');
  return name === null || owner?.node.type !== 'Program' || owner === scope.owner ? null : { name, owner };
}

/** The arguments of the call that a value comes from, perhaps after `await`. */
function askedBy(node: AnyNode): readonly AnyNode[] {
  const at = bareNode(node);
  if (at.type === 'AwaitExpression') return askedBy(at.argument);
  return at.type === 'CallExpression' ? at.arguments : [];
}

/** How many assignments of a name leave it kept. A field has one more: the one in the constructor. */
function allowedOf({ self }: KeptName): number {
  return self ? 2 : 1;
}

interface KeptPlace {
  readonly values: readonly FlowNode[];
  /** Where it is kept: an object and a name in it, or a variable. */
  readonly object?: FlowNode;
  readonly slot?: string;
  readonly variable?: FlowNode;
  readonly isKept: () => boolean;
}

/** What a module keeps of one caller's data until the next one calls: in lists, sets, maps, objects and variables. */
export class KeptState {
  private readonly ways: { readonly taints: Taints; readonly passages: Passages };
  private readonly emptied = new WeakMap<Unit, Map<string, boolean>>();
  /** Classes that code makes objects of. True: only the top level of modules does. */
  private readonly made = new Map<Token, boolean>();

  constructor(ways: { readonly taints: Taints; readonly passages: Passages }) {
    this.ways = ways;
  }

  /** A function puts data into a list, a set or a map of its module. */
  call(flow: Flow, { node, scope, args, isNew }: CallSite, callee: Token): void {
    if (isNew) this.made.set(callee, scope.owner.node.type === 'Program' && this.made.get(callee) !== false);
    if (callee.kind !== 'native' || !KEEPING.has(callee.name)) return;
    if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return;
    const { object } = node.callee;
    const kept = keptName(object, scope);
    if (!kept) return;
    const values = callee.name === 'set' ? args.slice(1) : args;
    const isKept = (): boolean =>
      this.lasts(flow, kept, scope) && !this.isEmptied(flow, kept, allowedOf(kept));
    this.keep(flow, { values, object: flow.valueAt(object, scope), slot: ANY_NAME, isKept });
  }

  /** A function gives a variable of its module, or a part of one, a value that stays. */
  assigned(flow: Flow, { node, scope, value }: AssignedValue): void {
    const { left } = node;
    if (
      left.type === 'MemberExpression' &&
      nameOfKey({ computed: left.computed, key: left.property }) === null
    )
      this.keyed(flow, { object: left.object, scope, value });
    else this.named(flow, { node, scope, value });
  }

  /** `cache[user] = data` */
  private keyed(
    flow: Flow,
    { object, scope, value }: Omit<AssignedValue, 'node'> & { readonly object: AnyNode },
  ): void {
    const kept = keptName(object, scope);
    const isKept = (): boolean =>
      kept !== null && this.lasts(flow, kept, scope) && !this.isEmptied(flow, kept, allowedOf(kept));
    if (kept)
      this.keep(flow, { values: [value], object: flow.valueAt(object, scope), slot: ANY_NAME, isKept });
  }

  /** `text += data`, `list = [...list, data]`, `if (…) last = data`: what each call sets again is its own. */
  private named(flow: Flow, { node, scope, value }: AssignedValue): void {
    const { left, right, operator } = node;
    const kept = keptName(left, scope);
    if (!kept) return;
    const { name, owner } = kept;
    const isKept = (): boolean => {
      const isAdded =
        ADDING.has(operator) || reads(right, name) || mayBeSkipped(scope.owner.node, node.start);
      const allowed = Number(kept.self ? 1 : hasValueAtFirst(owner, name)) + Number(operator === '=');
      return isAdded && this.lasts(flow, kept, scope) && !this.isEmptied(flow, kept, allowed);
    };
    // What code loads with a caller's data belongs to that caller: `if (!user) user = await load(id)`.
    const values = [value, ...askedBy(right).map((each) => flow.valueAt(each, scope))];
    if (left.type === 'MemberExpression')
      this.keep(flow, {
        values,
        object: flow.valueAt(left.object, scope),
        slot: name.split('.').at(-1) ?? ANY_NAME,
        isKept,
      });
    const variable = left.type === 'Identifier' ? scope.find(name) : null;
    if (variable) this.keep(flow, { values, variable: flow.variable(variable), isKept });
  }

  /** Whether the name stays between calls. A variable of a module does, and so does a field of an object that a module makes. */
  private lasts(flow: Flow, { self }: KeptName, scope: CallSite['scope']): boolean {
    if (!self) return true;
    const objects = [...flow.valueAt(self, scope).tokens];
    return objects.some(
      (token) => token instanceof ObjectToken && this.made.get(token.maker ?? token) === true,
    );
  }

  /** Known once for each name: to look costs as much as the file is long. */
  private isEmptied(flow: Flow, { owner, name }: KeptName, allowed: number): boolean {
    const known = this.emptied.get(owner) ?? new Map<string, boolean>();
    this.emptied.set(owner, known);
    const key = `${name} ${String(allowed)}`;
    const isNone = known.get(key) ?? isEmptied(flow.sources.get(owner.file) ?? '', name, allowed);
    known.set(key, isNone);
    return isNone;
  }

  /** Whether a value is kept is looked at once data comes to it. */
  private keep(flow: Flow, { values, object, slot, variable, isKept }: KeptPlace): void {
    const [data, kept] = [new FlowNode(), new FlowNode()];
    for (const value of values)
      this.ways.passages.deep(flow, value, { to: data, as: (token) => this.ways.taints.kept(token) });
    let isMeant: boolean | null = null;
    flow.propagation.listen(data, (token) => {
      isMeant ??= isKept();
      if (isMeant) flow.propagation.add(kept, token);
    });
    this.ways.passages.note(data, kept);
    if (variable) flow.propagation.edge(kept, variable);
    if (object)
      flow.propagation.listen(object, (token) => {
        if (token instanceof ObjectToken)
          flow.propagation.edge(kept, flow.properties.slot(token, slot ?? ANY_NAME));
      });
  }
}
