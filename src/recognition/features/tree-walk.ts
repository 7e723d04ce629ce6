import { LARGEST_COMMON_NUMBER, TABLE_SAMPLE } from '../parameters/features.js';
import type { AnyNode } from 'acorn';
import { eachChild } from '../../syntax/index.js';
import { FeatureLog } from './feature-log.js';
import { hashName, hashText } from './hash-text.js';

/** Kinds of texts that are hashed apart. */
const STRING = 1;
const PROPERTY = 2;
const PATTERN = 3;
const NUMBER = 4;
const OPERATOR = 5;

type OfType<T extends AnyNode['type']> = Extract<AnyNode, { type: T }>;

/** How the nodes of some kinds are read; those of all others by their children, in order. */
export type Visitors = { readonly [T in AnyNode['type']]?: (node: OfType<T>, walk: TreeWalk) => void };

/** The feature that a text literal gives. */
export function featureOfText(value: string): number {
  return (hashText(value, STRING) & ~1) >>> 0;
}

/** A walk over a tree that writes down what survives bundlers and minifiers. */
export class TreeWalk {
  readonly log = new FeatureLog();
  /** Modules that the code asks for. */
  readonly specifiers = new Set<string>();
  /** Whether the text has the syntax of an ECMAScript module. */
  isModule = false;
  private inTable = false;
  /** Where everything stands that is read of an embedded text; null in the text itself. */
  private place: number | null = null;
  private readonly visitors: Visitors;
  /** Functions and expressions that are a module: they are read as its top level. */
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

  /** Visits in a stream of its own. */
  inStream(visit: () => void): void {
    const wasInTable = this.inTable;
    this.inTable = false;
    const opened = this.log.openStream();
    visit();
    this.log.closeStream(opened);
    this.inTable = wasInTable;
  }

  /** Visits a table of data: tables are cut to a sample, lest a list of file types outweighs all code. */
  inDataTable(visit: () => void): void {
    const wasInTable = this.inTable;
    this.inTable = true;
    visit();
    this.inTable = wasInTable;
  }

  /** Whether what is visited was read of a text literal. */
  get isEmbedded(): boolean {
    return this.place !== null;
  }

  /** Visits a tree that was read of a text literal: all of it stands where the outermost literal does. */
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

  /** A number; an atom only: minifiers put constants' values where their names stood, and those leave no token. */
  number(value: number, start: number): void {
    const isTelling = !(value >= 0 && value <= LARGEST_COMMON_NUMBER);
    if (isTelling) this.writeAtom(hashName(String(value), NUMBER), start);
  }

  pattern(source: string, start: number): void {
    this.write(hashText(source, PATTERN), start, true);
  }

  /** An operation, as a token only. */
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
