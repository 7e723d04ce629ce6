import type {
  AnonymousClassDeclaration,
  AnonymousFunctionDeclaration,
  AssignmentExpression,
  AnyNode,
  ArrowFunctionExpression,
  ClassDeclaration,
  ClassExpression,
  FunctionDeclaration,
  FunctionExpression,
  Program,
} from 'acorn';
import { FewSet } from './few-set.js';
import { isNodeModule } from '../../syntax/index.js';
import type { Scope } from '../scopes/scope.js';

export type ClassNode = ClassDeclaration | ClassExpression | AnonymousClassDeclaration;

export type FunctionNode =
  FunctionDeclaration | FunctionExpression | ArrowFunctionExpression | AnonymousFunctionDeclaration;

export function isFunctionNode(node: AnyNode): node is FunctionNode {
  return /^(?:Function|Arrow)/.test(node.type);
}

/** A place of a program that values flow through: an expression, a variable, a property of an object. */
export class FlowNode {
  readonly tokens = new FewSet<Token>();
  readonly targets = new FewSet<FlowNode>();
  listeners: ((token: Token) => void)[] | null = null;
  /** Number of the first tokens that targets and listeners have got. */
  delivered = 0;
  /** Texts among the tokens. */
  texts = 0;
  /** Functions and objects among the tokens. */
  objects = 0;
  /** Values that are too many for it, as long as no code reads it. */
  withheld: Set<Token> | null = null;
  /** Whether values were dropped because there are too many. */
  isFull = false;
  /** The expression whose values it has, if the caller keeps these. */
  place: { readonly node: AnyNode; readonly scope: Scope<Unit> } | null = null;
  /** Whether it keeps all modules: an index module exports what hundreds of others export. */
  readonly keepsModules: boolean;

  constructor(keepsModules = false) {
    this.keepsModules = keepsModules;
  }
}

/** What was found out about nodes of the code in one kind of run. */
export class Context {
  readonly values = new Map<AnyNode, FlowNode>();
  readonly functions = new Map<AnyNode, ObjectToken>();
  /** The context of the call that is followed on its own; null of code that is followed for all calls. */
  readonly caller: Context | null;
  /** Number of calls around it that are followed on their own. */
  readonly depth: number;
  /** The copy of a function that runs in it, and the unit it is a copy of. */
  copy: { readonly unit: Unit; readonly of: Unit } | null = null;

  constructor(caller: Context | null) {
    this.caller = caller;
    this.depth = caller ? caller.depth + 1 : 0;
  }
}

/** Code that runs together: a file, a function, the fields of a class. */
export interface Unit {
  readonly node: FunctionNode | Program | ClassNode;
  /** Path of its file. */
  readonly file: string;
  /** The scope around it; null of a file. */
  readonly outer: Scope<Unit> | null;
  readonly receiver: FlowNode;
  readonly returns: FlowNode;
  readonly params: FlowNode[];
  /** All arguments of all calls, for `arguments` and a rest parameter. */
  readonly anyArgument: FlowNode;
  /** The unit whose `arguments` it sees: itself, but for arrow functions. */
  readonly argumentsOf: Unit | null;
  readonly context: Context;
  isLive: boolean;
}

export interface ClassFacts {
  readonly node: ClassNode;
  readonly scope: Scope<Unit>;
  readonly base: FlowNode | null;
  readonly constructing: Unit | null;
  /** Its fields. */
  readonly fields: Unit;
}

export type ObjectForm =
  'literal' | 'array' | 'container' | 'instance' | 'prototype' | 'function' | 'class' | 'exports';

/** Code whose values are to be followed. */
export interface OpenCode {
  readonly node: AnyNode;
  readonly scope: Scope<Unit>;
  /** Null of a statement. */
  readonly out: FlowNode | null;
}

/** `name = value`, `object.name += value` */
export interface AssignedValue extends Pick<OpenCode, 'scope'> {
  readonly node: AssignmentExpression;
  readonly value: FlowNode;
}

/** A property that code reads. */
export interface PropertyRead {
  readonly object: FlowNode;
  readonly name: string;
  readonly out: FlowNode;
  readonly place: { readonly node: AnyNode; readonly scope: Scope<Unit> };
}

/** A value that code writes to a property of what a place holds. */
export interface StoredInto {
  readonly object: FlowNode;
  readonly name: string;
  readonly value: FlowNode;
}

/** An element that code reads. */
export interface ElementRead {
  readonly out: FlowNode;
  /** The name, where an object inherits from the value; the key, where code computes it; null where neither is known. */
  readonly by: string | FlowNode | null;
}

/** An element of a list that code takes: `[name, value] = pair`; null: each in turn. */
export interface ListRead {
  readonly at: number | null;
  readonly out: FlowNode;
}

/** An object that code makes at one place. */
export class ObjectToken {
  readonly kind = 'object';
  form: ObjectForm;
  readonly slots = new Map<string, FlowNode>();
  /** Properties with those of prototypes, by name; null before the first is looked up. */
  lookups: Map<string, FlowNode> | null = null;
  /** Objects whose properties it inherits. */
  readonly prototypes = new FlowNode(true);
  /** Of a module's exports: properties of the modules whose exports it has, too. */
  inherited: Map<string, FlowNode> | null = null;
  onInherited: ((name: string, slot: FlowNode) => void)[] | null = null;
  /** The modules that it has these of. */
  stars: Set<ObjectToken> | null = null;
  /** The values that any property may have, once code reads one. */
  computed: FlowNode | null = null;
  /** The values of all properties, once code reads a computed one. */
  all: FlowNode | null = null;
  /** Names of properties that code computes: variables of the environment, and `unknown` for others than texts, which are names of slots. */
  keys: FlowNode | null = null;
  onSlot: ((name: string, slot: FlowNode) => void)[] | null = null;
  /** Whether its properties can be read through a receiver that is not known. */
  isOpen = false;
  /** Whether its properties are too common to be read so: only names of several words are. */
  isShy = false;
  unit: Unit | null = null;
  facts: ClassFacts | null = null;
  /** The instance of a class or a constructor function. */
  instance: ObjectToken | null = null;
  /** The class or function of an instance or a prototype. */
  maker: ObjectToken | null = null;
  /** Where code makes it. */
  site: { readonly start: number; readonly end: number } | null = null;

  constructor(form: ObjectForm) {
    this.form = form;
  }
}

/** A member of a module or of the global object that is not part of the program. */
export interface OutsideToken {
  readonly kind: 'outside';
  /** Specifier of the module; '' for global names. */
  readonly module: string;
  /** Names of the members, the last one being this value's. `()` is the result of a call. */
  readonly path: readonly string[];
}

/** Whether it is a member of the language or of Node. */
export function isOfNode({ module }: OutsideToken): boolean {
  return module === '' || isNodeModule(module);
}

/** A call, or an object made by `new`. */
export interface CallSite {
  readonly node: AnyNode;
  readonly scope: Scope<Unit>;
  readonly isNew: boolean;
  readonly callee: FlowNode;
  readonly given: readonly AnyNode[];
  readonly args: readonly FlowNode[];
  /** Index of the first argument that is spread; Infinity if there is none. */
  readonly spreadFrom: number;
  readonly result: FlowNode;
}

/** A part of a text that code makes. */
export interface JoinedPart {
  readonly value: FlowNode;
  /** The text before it, as code shows it; `\\0` stands for what code computes. */
  readonly before: string;
  /** Its own text, as code shows it. */
  readonly own: string;
}

/** A function of the language or of a bundler, as its effect on a call. */
export interface NativeToken {
  readonly kind: 'native';
  readonly name: string;
  run(site: CallSite): void;
  member?(name: string): FlowNode | null;
}

/** A value that has a meaning for the caller of the analysis. */
export interface MarkToken {
  readonly kind: 'mark';
  readonly mark: unknown;
}

export type Token =
  /** Data, or an object of Node or of the language. */
  | { readonly kind: 'plain' }
  /** `undefined` or `null`: calling it, or reading from it, does nothing. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'environment'; readonly name: string }
  | { readonly kind: 'accessor'; readonly unit: Unit }
  | ObjectToken
  | OutsideToken
  | NativeToken
  | MarkToken;

export const PLAIN: Token = { kind: 'plain' };
export const NOTHING: Token = { kind: 'nothing' };
export const UNKNOWN: Token = { kind: 'unknown' };

/** Stands before the name that a bundle gives a member of a package: minifiers change it. */
export const MEMBER = '?';

/** The name under which values with computed keys are kept. */
export const ANY_NAME = '*';
