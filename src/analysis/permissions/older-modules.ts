import type { AnyNode, AssignmentExpression, ReturnStatement } from 'acorn';
import { eachChild } from '../../syntax/index.js';
import { isFunctionNode, type Flow, type Unit } from '../../program/index.js';

/** A module of version 2 that others get everything from. */
interface OlderModule {
  /** A property of the object that it exports, as minifiers leave it. */
  readonly mark: RegExp;
  /** Names that this object has. */
  readonly members: readonly string[];
  /** Where the package `aws-sdk` has this object. */
  readonly path: readonly string[];
}

const MODULES: readonly OlderModule[] = [
  {
    mark: /\bSigners\s{0,4}:\s{0,4}\{\}/g,
    members: ['VERSION', 'Signers', 'Protocol', 'apiLoader'],
    path: [],
  },
  {
    mark: /\buriEscapePath\s{0,4}[:(]/g,
    members: ['uriEscape', 'uriEscapePath', 'memoizedProperty', 'hideProperties'],
    path: ['util'],
  },
];

function namesIn(node: AnyNode | undefined): ReadonlySet<string> {
  if (node?.type !== 'ObjectExpression') return new Set();
  return new Set(
    node.properties.map((each) =>
      each.type === 'Property' && each.key.type === 'Identifier' ? each.key.name : '',
    ),
  );
}

function nameOf(node: AnyNode | null | undefined): string | null {
  return node?.type === 'Identifier' ? node.name : null;
}

/** An object and the variable that has it: `var util = { … }`, `update(AWS, { … })`. */
function namedObject(
  node: AnyNode,
): { readonly name: string | null; readonly object: AnyNode | undefined } | null {
  if (node.type === 'VariableDeclarator') return { name: nameOf(node.id), object: node.init ?? undefined };
  if (node.type === 'AssignmentExpression') return { name: nameOf(node.left), object: node.right };
  if (node.type !== 'CallExpression') return null;
  return { name: nameOf(node.arguments[0]), object: node.arguments[1] };
}

/** How a module of version 2 exports its object. */
export interface OlderExport {
  /** The variable with the object. */
  readonly name: string;
  /** Assignments of the variable, and what the module's function returns. */
  readonly followed: readonly (AssignmentExpression | ReturnStatement)[];
  /** Where the package `aws-sdk` has the object. */
  readonly path: readonly string[];
}

/** Finds modules of the SDK's version 2 in bundles. */
export class OlderModules {
  private readonly marks = new Map<string, readonly (readonly number[])[]>();

  private marksIn({ sources }: Flow, file: string): readonly (readonly number[])[] {
    const known = this.marks.get(file);
    if (known) return known;
    const text = sources.get(file) ?? '';
    const found = MODULES.map(({ mark }) => Array.from(text.matchAll(mark), ({ index }) => index));
    this.marks.set(file, found);
    return found;
  }

  /** Null if the code of a unit itself, without that of functions in it, is none of these modules. */
  find(flow: Flow, { node, file }: Unit): OlderExport | null {
    if (!isFunctionNode(node)) return null;
    const marks = this.marksIn(flow, file);
    const possible = MODULES.filter((_, at) =>
      marks[at]?.some((index) => node.start < index && index < node.end),
    );
    return possible.length > 0 ? exportIn(node, possible) : null;
  }
}

function exportIn(unit: AnyNode, possible: readonly OlderModule[]): OlderExport | null {
  const followed: (AssignmentExpression | ReturnStatement)[] = [];
  let found: Omit<OlderExport, 'followed'> | null = null;
  const open: AnyNode[] = [];
  const openParts = (node: AnyNode): void => {
    eachChild(node, (child) => open.push(child));
  };
  openParts(unit);
  for (let at = open.pop(); at; at = open.pop()) {
    found ??= exportedBy(at, possible);
    if (at.type === 'AssignmentExpression' || at.type === 'ReturnStatement') followed.push(at);
    if (!isFunctionNode(at)) openParts(at);
  }
  if (!found) return null;
  const { name } = found;
  const isOfObject = (node: AssignmentExpression | ReturnStatement): boolean =>
    node.type === 'ReturnStatement' || nameOf(node.right) === name;
  return { ...found, followed: followed.filter(isOfObject) };
}

function exportedBy(node: AnyNode, possible: readonly OlderModule[]): Omit<OlderExport, 'followed'> | null {
  const named = namedObject(node);
  if (named === null || named.name === null) return null;
  const names = namesIn(named.object);
  const module = possible.find(({ members }) => members.every((name) => names.has(name)));
  return module ? { name: named.name, path: module.path } : null;
}
