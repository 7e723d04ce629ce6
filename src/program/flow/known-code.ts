import type { AnyNode, ReturnStatement } from 'acorn';
import { guardedReturns } from '../scopes/guarded-returns.js';
import type { Stretch } from '../scopes/reassigned.js';
import type { HelperKind } from './helper-kind.js';
import {
  FlowNode,
  isFunctionNode,
  ObjectToken,
  type Context,
  type MarkToken,
  type NativeToken,
  type OutsideToken,
  type Token,
  type Unit,
} from './value.js';

/** What an analysis knows of values. */
export interface ValueTraits {
  /** Whether only code that takes all of an object gets a value of the caller's, not code that takes one by its key, or by a test. */
  isOfAll?(token: MarkToken): boolean;
  /** Whether a name no longer holds a value once code has given it another one; absent: names hold all their values everywhere. */
  isReplaced?(token: Token): boolean;
}

/** Finds the modules that code imports. */
export interface ModuleLoader {
  /** The values of a module. */
  load(specifier: string, from: { readonly file: string; readonly kind: 'require' | 'import' }): FlowNode;
}

/** Names of a path of an outside member that are kept: a longer one is its own member. */
const KEPT_NAMES = 6;

const NO_RETURNS: ReadonlySet<ReturnStatement> = new Set();

/** What is known about the code of a program while it is followed. */
export class KnownCode {
  private readonly places = new Map<AnyNode, FlowNode>();
  private readonly kept = new Map<string, FlowNode>();
  /** Arrays that calls of methods make. */
  readonly arrays = new Map<AnyNode, ObjectToken>();
  /** What variables hold in stretches of code. */
  readonly stretches = new Map<FlowNode, Map<Stretch, FlowNode>>();
  /** The modules that code imports. */
  modules: ModuleLoader | null = null;
  /** Functions that run a module once. */
  readonly lazies = new Map<AnyNode, NativeToken>();
  /** Kinds of functions that bundlers add; null of other functions. */
  readonly helpers = new Map<ObjectToken, HelperKind | null>();
  /** Modules of webpack's bundles: those of a function that loads them, and their values by id. */
  readonly tables = new Map<ObjectToken, FlowNode | null>();
  readonly byId = new Map<ObjectToken, Map<string, FlowNode>>();
  /** Called with the modules of a bundle whose file is found. */
  onTable: ((table: FlowNode, file: string) => void) | null = null;
  /** Exports of the program's files. */
  readonly exportsOf = new Map<string, ObjectToken>();
  /** What the program's files give those that load them. */
  readonly valuesOf = new Map<string, FlowNode>();
  /** Texts of the program's files. */
  readonly sources = new Map<string, string>();
  readonly natives = new Map<Token, Map<string, NativeToken>>();
  /** Copies of functions, by what the call that runs them is part of, and the call. */
  readonly copies = new Map<Unit, Map<Context, Map<AnyNode, Unit>>>();
  /** Numbers of these copies. */
  readonly copyCounts = new Map<Unit, number>();
  /** Indexes of the parameters of functions by which they choose a property. */
  readonly nameParameters = new Map<AnyNode, readonly number[]>();
  private readonly guarded = new Map<AnyNode, ReadonlySet<ReturnStatement>>();
  private readonly returned = new Map<Unit, FlowNode>();
  /** Objects that code outside has. */
  readonly escaped = new Set<ObjectToken>();
  /** Modules that call nothing that code puts into their objects. */
  readonly passive = new Set<string>();
  /** Objects whose property a descriptor describes. */
  readonly described = new Map<ObjectToken, FlowNode>();
  /** Classes of methods. */
  readonly classOf = new Map<ObjectToken, ObjectToken>();
  /** Classes whose code is not followed. */
  readonly opaque = new Set<ObjectToken>();
  private readonly outsides = new Map<string, OutsideToken>();
  private readonly texts = new Map<string, Token>();

  /** The statements by which a constructor function returns only where it is called without `new`. */
  guardedIn({ node }: Unit): ReadonlySet<ReturnStatement> {
    return keep(this.guarded, node, () => (isFunctionNode(node) ? guardedReturns(node) : NO_RETURNS));
  }

  /** What a function returns where it is called with `new`. */
  returnsOfNew(unit: Unit): FlowNode {
    return this.guardedIn(unit).size > 0 ? keep(this.returned, unit, () => new FlowNode()) : unit.returns;
  }

  text(text: string): Token {
    return keep(this.texts, text, () => ({ kind: 'text', text }));
  }

  environment(name: string): Token {
    return keep(this.texts, `$${name}`, () => ({ kind: 'environment', name }));
  }

  outside(module: string, path: readonly string[]): OutsideToken {
    const names = path.slice(-KEPT_NAMES);
    const key = [module, ...names].join('\n');
    return keep(this.outsides, key, () => ({ kind: 'outside', module, path: names }));
  }

  /** A place beside the value of an expression. */
  variableOf(node: AnyNode): FlowNode {
    return keep(this.places, node, () => new FlowNode());
  }

  /** What calls of another package may give back. */
  keptBy(module: string): FlowNode {
    return keep(this.kept, module, () => new FlowNode());
  }

  /** A class and the classes that it extends. */
  lineage(token: ObjectToken): ObjectToken[] {
    const seen = new Set<ObjectToken>();
    for (let at: ObjectToken | null = token; at && !seen.has(at); at = baseOf(at)) seen.add(at);
    return [...seen];
  }

  /** Whether an object is an instance of a class whose code is not followed, or of a class that extends one. */
  isMade({ maker }: ObjectToken): boolean {
    return maker !== null && this.lineage(maker).some((each) => this.opaque.has(each));
  }
}

function baseOf({ prototypes, facts }: ObjectToken): ObjectToken | null {
  if (!facts?.base) return null;
  for (const base of prototypes.tokens) if (base instanceof ObjectToken) return base;
  return null;
}

/** The value of a key, made if there is none. */
export function keep<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
