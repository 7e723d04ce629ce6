import { LARGEST_COMMON_NUMBER, TABLE_SAMPLE } from '../parameters/features.js';
import type { AnyNode } from 'acorn';
import { eachChild } from '../../syntax/index.js';
import { FeatureLog } from './feature-log.js';
import { hashName, hashText } from './hash-text.js';

/** Kinds of texts. Equal texts of different kinds have different hashes. */
const STRING = 1;
const PROPERTY = 2;
const PATTERN = 3;
const NUMBER = 4;
const OPERATOR = 5;

type OfType<T extends AnyNode['type']> = Extract<AnyNode, { type: T }>;

/** How nodes of some kinds are read. Nodes of other kinds are read child by child. */
export type Visitors = { readonly [T in AnyNode['type']]?: (node: OfType<T>, walk: TreeWalk) => void };

/** The feature of a text literal. */
export function featureOfText(value: string): number {
  return (hashText(value, STRING) & ~1) >>> 0;
}

/** Walks a syntax tree and records the features that survive bundlers and minifiers. */
export class TreeWalk {
  readonly log = new FeatureLog();
  /** Module specifiers that the code imports. */
  readonly specifiers = new Set<string>();
  /** Whether the text has the syntax of an ECMAScript module. */
  isModule = false;
  private inTable = false;
  /** Position of the outermost literal whose content is read as code; null outside of such literals. */
  private place: number | null = null;
  private readonly visitors: Visitors;
  /** Functions and expressions that are modules: they are read as a module's top level. */
  readonly scopes: ReadonlySet<AnyNode>;
  private readonly visitChild = (child: AnyNode): void => this.visit(child);

  constructor(visitors: Visitors, scopes: ReadonlySet<AnyNode>) {
    this.visitors = visitors;
    this.scopes = scopes;
  }

  visit(node: AnyNode | null | undefined): void {
    if (!node) return;
    const visitor = this.visitors[node.type] as ((node: AnyNode, walk: TreeWalk) => void) | undefined;
    if (visitor) visitor(node, this);
    else this.visitChildren(node);
  }

  visitChildren(node: AnyNode): void {
    eachChild(node, this.visitChild);
  }

  /** Visits in a new stream of tokens. */
  inStream(visit: () => void): void {
    const wasInTable = this.inTable;
    this.inTable = false;
    const opened = this.log.openStream();
    visit();
    this.log.closeStream(opened);
    this.inTable = wasInTable;
  }

  /** Visits a table of data. Only a sample of its atoms is kept: otherwise a list of file types would outweigh all code. */
  inDataTable(visit: () => void): void {
    const wasInTable = this.inTable;
    this.inTable = true;
    visit();
    this.inTable = wasInTable;
  }

  /** Whether the visited code is the content of a text literal. */
  get isEmbedded(): boolean {
    return this.place !== null;
  }

  /** Visits the tree of a text literal's content. Its features have the position of the outermost literal. */
  inEmbedded(root: AnyNode, place: number): void {
    const outer = this.place;
    this.place = outer ?? place;
    this.inStream(() => this.visit(root));
    this.place = outer;
  }

  text(value: string, start: number): void {
    this.write(hashText(value, STRING), start, value.length > 1);
  }

  property(name: string, start: number): void {
    this.write(hashName(name, PROPERTY), start, name.length > 1);
  }

  /** Records a number as an atom only: minifiers replace named constants by their values, and names leave no token. */
  number(value: number, start: number): void {
    const isDistinctive = !(value >= 0 && value <= LARGEST_COMMON_NUMBER);
    if (isDistinctive) this.writeAtom(hashName(String(value), NUMBER), start);
  }

  pattern(source: string, start: number): void {
    this.write(hashText(source, PATTERN), start, true);
  }

  /** Records an operation, as a token only. */
  operator(name: string, start: number): void {
    if (!this.inTable) this.log.token(hashName(name, OPERATOR), this.place ?? start);
  }

  private write(hash: number, start: number, isAtom: boolean): void {
    if (!this.inTable) this.log.token(hash, this.place ?? start);
    if (isAtom) this.writeAtom(hash, start);
  }

  private writeAtom(hash: number, start: number): void {
    if (!this.inTable || (hash >>> 8) % TABLE_SAMPLE === 0) this.log.atom(hash, this.place ?? start);
  }
}
