import { posix } from 'node:path';
import type { AnyNode, CallExpression, NewExpression, TemplateLiteral } from 'acorn';
import { limitOf } from '../../files/index.js';
import { eachChild, textOf } from '../../syntax/index.js';
import type { ConstantNames } from './constant-names.js';

/** A text that code composes, as far as it is constant. */
export interface ConstantText {
  readonly text: string;
  /** False if something that is not constant follows. */
  readonly isWhole: boolean;
}

/** Where AWS Lambda puts a function's code. */
const TASK_ROOT = '/var/task';

/** The name of a callee, or of its method. */
export function calleeName(callee: AnyNode): string | null {
  if (callee.type === 'Identifier') return callee.name;
  if (callee.type === 'SequenceExpression') {
    const last = callee.expressions.at(-1);
    return last ? calleeName(last) : null;
  }
  const isMember = callee.type === 'MemberExpression' && !callee.computed;
  return isMember && callee.property.type === 'Identifier' ? callee.property.name : null;
}

/** `process.cwd`, `process.env`. */
function isOfProcess(node: AnyNode, name: string): boolean {
  if (node.type !== 'MemberExpression' || calleeName(node) !== name) return false;
  return node.object.type === 'Identifier' && node.object.name === 'process';
}

function isRequireResolve(callee: AnyNode): boolean {
  if (callee.type !== 'MemberExpression' || calleeName(callee) !== 'resolve') return false;
  return callee.object.type === 'Identifier' && callee.object.name === 'require';
}

/** The text of an expression as far as it is constant. */
export class TextFolder {
  private readonly names: ConstantNames;
  /** A name that stands for one of its values at a time. */
  private one: { readonly name: string; readonly value: AnyNode } | null = null;

  constructor(names: ConstantNames) {
    this.names = names;
  }

  /** Null if not even the start of the text is constant. */
  fold(node: AnyNode | null | undefined, depth = 0): ConstantText | null {
    if (!node || depth > limitOf('constant-depth')) return null;
    const text = textOf(node);
    if (text !== null) return { text, isWhole: true };
    return this.foldNode(node, depth + 1);
  }

  private foldNode(node: AnyNode, next: number): ConstantText | null {
    switch (node.type) {
      case 'TemplateLiteral':
        return this.foldTemplate(node, next);
      case 'BinaryExpression':
        return this.foldSum(node, next);
      case 'Identifier':
        return this.foldName(node.name, next);
      case 'MemberExpression':
        return this.foldMember(node);
      case 'CallExpression':
      case 'NewExpression':
        return this.foldCall(node, next);
      default:
        return null;
    }
  }

  private foldSum(node: Extract<AnyNode, { type: 'BinaryExpression' }>, depth: number): ConstantText | null {
    return node.operator === '+' ? this.join([node.left, node.right], '', depth) : null;
  }

  private foldName(name: string, depth: number): ConstantText | null {
    if (name === '__dirname') return { text: '.', isWhole: true };
    return this.fold(name === this.one?.name ? this.one.value : this.names.valueOf(name), depth);
  }

  /** The texts that an expression has one after another if it contains a name that gets the elements of a list; else its only text. */
  foldEach(node: AnyNode | null | undefined): readonly (ConstantText | null)[] {
    const varying = node ? this.varyingIn(node) : [];
    const [name] = varying;
    if (name === undefined || varying.length > 1) return [this.fold(node)];
    const texts = this.names.eachValueOf(name)?.map((value) => {
      this.one = { name, value };
      return this.fold(node);
    });
    this.one = null;
    return texts ?? [this.fold(node)];
  }

  /** Names in an expression that get the elements of lists. */
  private varyingIn(node: AnyNode): string[] {
    const found = new Set<string>();
    const open = [node];
    for (
      let at = open.pop(), count = 0;
      at && count < limitOf('constant-list');
      at = open.pop(), count += 1
    ) {
      if (at.type === 'Identifier' && this.names.eachValueOf(at.name)) found.add(at.name);
      eachChild(at, (child) => open.push(child));
    }
    return [...found];
  }

  /** `import.meta.dirname`, `import.meta.url`, `process.env.LAMBDA_TASK_ROOT`. */
  private foldMember(node: Extract<AnyNode, { type: 'MemberExpression' }>): ConstantText | null {
    const name = calleeName(node);
    if (name === 'LAMBDA_TASK_ROOT') return { text: TASK_ROOT, isWhole: true };
    if (node.object.type !== 'MetaProperty') return null;
    return name === 'dirname' ? { text: '.', isWhole: true } : null;
  }

  private foldTemplate({ quasis, expressions }: TemplateLiteral, depth: number): ConstantText | null {
    let text = '';
    for (const [at, quasi] of quasis.entries()) {
      text += quasi.value.cooked ?? '';
      const expression = expressions[at];
      if (!expression) break;
      const part = this.fold(expression, depth);
      if (!part) return text === '' ? null : { text, isWhole: false };
      text += part.text;
      if (!part.isWhole) return { text, isWhole: false };
    }
    return { text, isWhole: true };
  }

  /** Texts behind each other. */
  private join(nodes: readonly AnyNode[], separator: string, depth: number): ConstantText | null {
    let text = '';
    for (const [at, node] of nodes.entries()) {
      const part = this.fold(node, depth);
      if (at > 0) text += separator;
      if (!part) return text === '' ? null : { text, isWhole: false };
      text += part.text;
      if (!part.isWhole) return { text, isWhole: false };
    }
    return { text, isWhole: true };
  }

  private foldCall(
    { callee, arguments: given }: CallExpression | NewExpression,
    depth: number,
  ): ConstantText | null {
    if (isOfProcess(callee, 'cwd')) return { text: TASK_ROOT, isWhole: true };
    switch (calleeName(callee)) {
      case 'join':
      case 'resolve':
        return this.foldPath(callee, given, depth);
      case 'URL':
      case 'fileURLToPath':
      case 'pathToFileURL':
        return this.fold(given[0], depth);
      case 'dirname':
        return this.foldDirname(given[0]);
      default:
        return null;
    }
  }

  /** `path.join(a, b)`, but not `words.join('/')`. What begins with `.` is relative to the file, and stays so. */
  private foldPath(callee: AnyNode, given: readonly AnyNode[], depth: number): ConstantText | null {
    if (given.length < 2) return isRequireResolve(callee) ? this.fold(given[0], depth) : null;
    const first = calleeName(callee) === 'resolve' ? this.lastAbsolute(given, depth) : 0;
    const joined = this.join(given.slice(first), '/', depth);
    if (!joined || !/^[./]/.test(joined.text)) return joined;
    const end = joined.isWhole ? '' : joined.text.slice(joined.text.lastIndexOf('/') + 1);
    const path = posix.normalize(joined.text.slice(0, joined.text.length - end.length));
    return { text: (/^(?:\/|\.\.?(?:\/|$))/.test(path) ? path : `./${path}`) + end, isWhole: joined.isWhole };
  }

  /** Index of the last argument that is an absolute path: those before it have no effect. */
  private lastAbsolute(given: readonly AnyNode[], depth: number): number {
    return Math.max(
      0,
      given.findLastIndex((node) => this.fold(node, depth)?.text.startsWith('/')),
    );
  }

  /** The folder of the file itself: `dirname(fileURLToPath(import.meta.url))`, `dirname(__filename)`. */
  private foldDirname(given: AnyNode | undefined): ConstantText | null {
    if (given?.type === 'Identifier' && given.name === '__filename') return { text: '.', isWhole: true };
    const [inner] = given?.type === 'CallExpression' ? given.arguments : [given];
    const isOwn = inner?.type === 'MemberExpression' && inner.object.type === 'MetaProperty';
    return isOwn ? { text: '.', isWhole: true } : null;
  }
}
