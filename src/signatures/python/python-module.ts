import { fieldOf, type PythonNode } from '../../syntax/index.js';

/** A piece of code, and where its names are looked up. */
export interface Code {
  readonly node: PythonNode;
  readonly scope: Scope;
}

/** What a name stands for in one place. */
export type Meaning =
  | { readonly is: 'import'; readonly name: string }
  /** `part`: an element of the value. */
  | { readonly is: 'value' | 'part'; readonly code: Code }
  | { readonly is: 'function'; readonly unit: FunctionUnit }
  | { readonly is: 'class'; readonly unit: ClassUnit };

/** A variable, parameter or attribute, with all that is assigned to it anywhere in its module. */
export interface PythonName {
  readonly meanings: Meaning[];
}

export interface Scope {
  readonly parent: Scope | null;
  readonly names: Map<string, PythonName>;
  readonly isClass: boolean;
  /** The function whose code it is; null for code that runs when the module is imported. */
  readonly owner: FunctionUnit | null;
  /** Names that belong to the module. */
  readonly globals: Set<string>;
}

export interface FunctionUnit {
  readonly name: string;
  /** Parameters by position, `self` among them. */
  readonly parameters: readonly PythonName[];
  readonly scope: Scope;
  /** The class that it is a method of. */
  class: ClassUnit | null;
  /** What it returns or yields. */
  readonly results: Code[];
}

export interface ClassUnit {
  readonly methods: Map<string, FunctionUnit>;
}

/** `target[...] = value`, `target.x = value` */
export interface Store {
  readonly target: Code;
  readonly value: Code;
}

/** A module in Python, as far as rules need it. */
export interface PythonModule {
  readonly text: string;
  readonly names: PythonName[];
  readonly functions: FunctionUnit[];
  readonly lambdas: Map<PythonNode, FunctionUnit>;
  /** Methods of all of its classes by name. */
  readonly methods: Map<string, FunctionUnit[]>;
  /** Attributes of any object, by their names. */
  readonly attributes: Map<string, PythonName>;
  readonly calls: Code[];
  readonly stores: Store[];
  /** Where names are read. */
  readonly uses: Code[];
}

export function sourceOf({ start, end }: PythonNode, { text }: Pick<PythonModule, 'text'>): string {
  return text.slice(start, end);
}

/** The variable that a name means in a scope; undefined for names of Python itself. */
export function lookUp(name: string, scope: Scope): PythonName | undefined {
  for (let at: Scope | null = scope; at; at = at.parent) {
    const found = at.isClass && at !== scope ? undefined : at.names.get(name);
    if (found) return found;
  }
  return undefined;
}

/** Code that assigns a name more often than this is not written by hand; looking at all of it again takes the square of its length. */
const MAX_MEANINGS = 256;

/** The first meanings of a name. */
export function someMeanings(name: PythonName | undefined): readonly Meaning[] {
  return name?.meanings.slice(0, MAX_MEANINGS) ?? [];
}

/** The arguments of a call. */
export function argumentsOf(call: PythonNode): readonly PythonNode[] {
  const list = fieldOf(call, 'arguments');
  if (!list) return [];
  return list.type === 'argument_list' ? list.children.filter(({ type }) => type !== 'comment') : [list];
}
