import type { AnyNode, CallExpression, NewExpression } from 'acorn';
import { limitOf } from '../../files/index.js';
import { firstIndex } from '../../model/index.js';
import { eachChild, textOf } from '../../syntax/index.js';
import type { Scope } from '../scopes/scope.js';
import { bareNode } from '../scopes/bare-node.js';
import { Choices } from './choices.js';
import { isFunction } from './block-names.js';
import { type ScriptScopes } from './collect-scopes.js';
import { innerCode, runsTexts } from './inner-code.js';
import type { Interpreter } from './interpreter.js';
import { Known, UNKNOWN, type Value } from './value.js';
import { codeOf, literal, SHORTEST, spelledOut } from './written-code.js';

/** A piece of a script that is written in another way. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

type Piece = Pick<Edit, 'start' | 'end'>;

interface Folded {
  readonly value: Value;
  readonly isDecoded: boolean;
}

/** A text is a decoded one if at least one of so many of its characters was decoded: code that makes code decodes single names in it. A larger value calls more texts decoded. */
const DECODED_SHARE = 10;

const NOTHING: Folded = { value: UNKNOWN, isDecoded: false };

const FOLDED = new Set(['CallExpression', 'BinaryExpression', 'TemplateLiteral', 'MemberExpression']);

/** Parts of a node that are names of members or modules. */
function namesIn(node: AnyNode): readonly AnyNode[] {
  if (node.type === 'MemberExpression' && node.computed) return [node.property];
  if (node.type === 'Property' && node.computed) return [node.key];
  if (node.type === 'ImportExpression') return [node.source];
  return node.type === 'CallExpression' ? required(node) : [];
}

/** Modules that a call loads. */
function required(node: CallExpression): readonly AnyNode[] {
  const callee = bareNode(node.callee);
  const name = callee.type === 'MemberExpression' ? callee.property : callee;
  return name.type === 'Identifier' && name.name === 'require' ? node.arguments : [];
}

/** Writes out what expressions of a script give, where that is constant. */
export class Folding {
  readonly edits: Edit[] = [];
  /** Edits that only write names of members without brackets. */
  plain = 0;
  /** Characters that may still be written: a copy may grow by a script. */
  private room = limitOf('computed-script');
  /** Code that stands in the texts that expressions give. */
  private readonly inner = new Map<AnyNode, string>();
  /** Names of members and modules: what decoded them does not matter. */
  private readonly names = new Set<AnyNode>();
  /** Expressions that are written in another way. */
  private readonly written = new Map<AnyNode, string>();
  private readonly choices: Choices;
  private readonly script: ScriptScopes;
  private readonly interpreter: Interpreter;
  private readonly pieces: readonly Piece[];

  /** @param pieces the parts of the script to write out, in order and without overlap. */
  constructor(script: ScriptScopes, interpreter: Interpreter, pieces: readonly Piece[]) {
    this.pieces = pieces;
    this.script = script;
    this.interpreter = interpreter;
    this.choices = new Choices(script, interpreter);
  }

  private valueOf(node: AnyNode, scope: Scope): Folded {
    const { interpreter } = this;
    const before = interpreter.decoded;
    interpreter.open.clear();
    const value = interpreter.valueAt(node, scope);
    const decoded = interpreter.decoded - before;
    const length = typeof value === 'string' ? value.length : 0;
    return { value, isDecoded: decoded > 0 && decoded * DECODED_SHARE >= length };
  }

  private replace({ start, end }: AnyNode, text: string): void {
    this.room -= text.length;
    this.edits.push({ start, end, text });
  }

  /** Writes other values of an expression beside it. */
  private besides(node: AnyNode, scope: Scope, others: readonly string[]): void {
    this.replace({ ...node, end: node.start }, '(undefined?(');
    this.children(node, scope);
    const chain = others.map((other, index) => (index < others.length - 1 ? `undefined?${other}:` : other));
    this.replace({ ...node, start: node.end }, `):${chain.join('')})`);
  }

  private mayFold(node: AnyNode, scope: Scope): boolean {
    if (!FOLDED.has(node.type) || this.room <= 0 || this.interpreter.isSpent() || textOf(node) !== null)
      return false;
    return this.interpreter.mayKnow(node, scope);
  }

  /** @returns whether the node is done. */
  private fold(node: AnyNode, scope: Scope): boolean {
    if (!this.mayFold(node, scope)) return false;
    const { value, isDecoded } = this.valueOf(node, scope);
    if (typeof value === 'string' && value.length >= SHORTEST) {
      this.replace(node, literal(value, isDecoded && !this.names.has(node)));
      return true;
    }
    if (node.type !== 'CallExpression' && this.interpreter.open.size === 0) return false;
    const others = this.othersOf(node, scope, value);
    if (others.length > 0) this.besides(node, scope, others);
    return others.length > 0;
  }

  private othersOf(node: AnyNode, scope: Scope, value: Value): readonly string[] {
    const values = this.choices.each(node, scope);
    const all: readonly Value[] = node.type === 'CallExpression' ? [value, ...values] : values;
    return [...new Set(all.flatMap(codeOf))];
  }

  /** Looks at what a call calls: functions that run texts, and `[]['at']['constructor']`, which is one. */
  private called(node: CallExpression | NewExpression, scope: Scope): void {
    const { callee } = node;
    const isOpen = callee.type === 'MemberExpression' && this.interpreter.mayKnow(callee, scope);
    const { value } = isOpen ? this.valueOf(callee, scope) : NOTHING;
    const isFunctionMaker = value instanceof Known && value.name === 'Function';
    if (isFunctionMaker) this.written.set(callee, 'Function');
    if (isFunctionMaker || runsTexts(callee)) this.runs(node, scope);
  }

  /** Code in the texts that a call runs, written out in front of them. */
  private runs(node: CallExpression | NewExpression, scope: Scope): void {
    const given = node.arguments.flatMap((each) =>
      each.type === 'ArrayExpression' ? each.elements : [each],
    );
    for (const argument of given) {
      if (!argument || argument.type === 'SpreadElement') continue;
      const { value } = this.valueOf(argument, scope);
      const code = typeof value === 'string' && this.room > 0 ? innerCode(value) : null;
      if (code === null) continue;
      this.inner.set(argument, code);
    }
  }

  private isWanted({ start, end }: AnyNode): boolean {
    const { pieces } = this;
    const low = firstIndex(0, pieces.length, (at) => (pieces[at]?.end ?? 0) > start);
    return (pieces[low]?.start ?? Infinity) < end;
  }

  /** Visits a node and those in it, in the order of the text. */
  visit(node: AnyNode, outer: Scope): void {
    if (!this.isWanted(node)) return;
    const scope = this.script.scopes.get(node) ?? outer;
    this.note(node, scope);
    const code = this.inner.get(node);
    if (code !== undefined) this.replace({ ...node, end: node.start }, `(${code},`);
    const written = this.written.get(node) ?? spelledOut(node);
    if (written !== undefined) this.replace(node, written);
    else if (!this.fold(node, scope)) this.children(node, scope);
    if (code !== undefined) this.replace({ ...node, start: node.end }, ')');
  }

  private note(node: AnyNode, scope: Scope): void {
    if (node.type === 'CallExpression' || node.type === 'NewExpression') this.called(node, scope);
    for (const name of namesIn(node)) this.names.add(name);
    if (node.type === 'ImportExpression') this.imported(node.source, scope);
  }

  private imported(source: AnyNode, scope: Scope): void {
    const { value } = this.valueOf(source, scope);
    const code = typeof value === 'string' && value.startsWith('data:') ? innerCode(value) : null;
    if (code !== null) this.inner.set(source, code);
  }

  /** `fs['readFile']` as `fs.readFile`. @returns whether it is written so. */
  private member(node: AnyNode, scope: Scope): boolean {
    if (node.type !== 'MemberExpression' || !node.computed) return false;
    const { value } = this.valueOf(node.property, scope);
    if (typeof value !== 'string' || !/^[A-Za-z_$][\w$]*$/.test(value)) return false;
    const between = this.script.text.slice(node.object.end, node.property.start);
    const at = between.lastIndexOf(node.optional ? '?.' : '[');
    if (at < 0) return false;
    this.visit(node.object, scope);
    if (node.property.type === 'Literal') this.plain += 1;
    this.replace({ ...node, start: node.object.end + at }, `${node.optional ? '?.' : '.'}${value}`);
    return true;
  }

  private children(node: AnyNode, scope: Scope): void {
    if (node.type === 'TaggedTemplateExpression' || this.member(node, scope)) return;
    if (isFunction(node)) {
      this.functionParts(node, scope);
      return;
    }
    // What is assigned, counted or deleted is a place, and no value.
    const isPlace =
      node.type === 'AssignmentExpression' ||
      node.type === 'UpdateExpression' ||
      node.type === 'ForInStatement' ||
      node.type === 'ForOfStatement' ||
      (node.type === 'UnaryExpression' && node.operator === 'delete');
    let isFirst = true;
    eachChild(node, (child) => {
      if (isPlace && isFirst && child.type === 'MemberExpression') this.children(child, scope);
      else this.visit(child, scope);
      isFirst = false;
    });
  }

  private functionParts(node: AnyNode & { params: AnyNode[]; body: AnyNode }, scope: Scope): void {
    for (const param of node.params) this.visit(param, scope);
    if (node.body.type === 'BlockStatement') for (const each of node.body.body) this.visit(each, scope);
    else this.visit(node.body, scope);
  }
}
