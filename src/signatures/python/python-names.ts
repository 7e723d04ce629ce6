import { fieldOf, type PythonNode } from '../../syntax/index.js';
import {
  argumentsOf,
  lookUp,
  someMeanings,
  sourceOf,
  type ClassUnit,
  type Code,
  type FunctionUnit,
  type Meaning,
  type PythonModule,
  type PythonName,
  type Scope,
} from './python-module.js';
import { PythonTexts, type KnownText } from './python-texts.js';

/** The dotted name of a function or value, by what it is imported as: `requests.Session().post`, `os.environ`, `exec`. */
export interface DottedName {
  readonly name: string;
  /** Whether code puts a part of it together, so that no reader sees it. */
  readonly isComposed: boolean;
}

const MAX_STEPS = 30;
/** More methods of one name may be anything. */
const MAX_METHODS = 4;
/** Before a member of something unknown. */
export const UNKNOWN = '?';

const IMPORTERS: ReadonlySet<string> = new Set([
  '__import__',
  'importlib.import_module',
  'importlib.__import__',
]);
/** Dictionaries of names. */
const NAMESPACES = /(?:^|\.)(?:builtins|__dict__|__builtins__|globals\(\)|locals\(\)|vars\(\)|sys\.modules)$/;
/** Functions that give a function which does what their first argument does. */
const PASSING: ReadonlySet<string> = new Set(['functools.partial', 'vars']);

function joined(object: DottedName | null, member: string, isComposed = false): DottedName {
  const name = `${object?.name ?? UNKNOWN}.${member}`;
  return {
    name: name.replace(/^(?:builtins|__builtins__)\./, ''),
    isComposed: isComposed || (object?.isComposed ?? false),
  };
}

/** Names of what a module's code calls and reads. */
export class PythonNames {
  readonly module: PythonModule;
  private readonly texts: PythonTexts;
  private readonly known = new Map<PythonNode, DottedName | null>();

  constructor(module: PythonModule) {
    this.module = module;
    this.texts = new PythonTexts(module, (code) => this.nameOf(code)?.name ?? null);
  }

  private source(node: PythonNode | undefined): string {
    return node ? sourceOf(node, this.module) : '';
  }

  textOf(code: Code): KnownText | null {
    return this.texts.textOf(code);
  }

  /** The name of an expression; null for parameters, own functions and what is computed. */
  nameOf(code: Code, depth = 0): DottedName | null {
    if (depth > MAX_STEPS) return null;
    const known = this.known.get(code.node);
    if (known !== undefined) return known;
    // A name that stands for itself has none.
    this.known.set(code.node, null);
    const found = this.kinds[code.node.type]?.(code, depth + 1) ?? null;
    this.known.set(code.node, found);
    return found;
  }

  private readonly kinds: Readonly<
    Partial<Record<string, (code: Code, depth: number) => DottedName | null>>
  > = {
    identifier: ({ node, scope }, depth) => {
      const own = this.source(node);
      const name = lookUp(own, scope);
      if (!name) return { name: own === '__builtins__' ? 'builtins' : own, isComposed: false };
      for (const meaning of someMeanings(name)) {
        const found = this.nameOfMeaning(meaning, depth);
        if (found) return found;
      }
      return null;
    },
    attribute: ({ node, scope }, depth) => {
      const object = fieldOf(node, 'object');
      const member = this.source(fieldOf(node, 'attribute'));
      const found = object ? this.nameOf({ node: object, scope }, depth) : null;
      if (found) return joined(found, member);
      return this.nameOfAttribute(member, depth) ?? joined(null, member);
    },
    parenthesized_expression: ({ node, scope }, depth) =>
      node.children[0] ? this.nameOf({ node: node.children[0], scope }, depth) : null,
    await: ({ node, scope }, depth) =>
      node.children[0] ? this.nameOf({ node: node.children[0], scope }, depth) : null,
    subscript: (code, depth) => this.nameOfItem(code, depth),
    call: (code, depth) => this.nameOfCall(code, depth),
    named_expression: ({ node, scope }, depth) => {
      const value = fieldOf(node, 'value');
      return value ? this.nameOf({ node: value, scope }, depth) : null;
    },
  };

  /** `builtins.__dict__['exec']` */
  private nameOfItem({ node, scope }: Code, depth: number): DottedName | null {
    const [value, key] = [fieldOf(node, 'value'), fieldOf(node, 'subscript')];
    const object = value ? this.nameOf({ node: value, scope }, depth) : null;
    if (!object || !key || !NAMESPACES.test(object.name)) return null;
    const text = this.texts.textOf({ node: key, scope });
    return text && this.inNamespace(object, text);
  }

  private nameOfMeaning(meaning: Meaning, depth: number): DottedName | null {
    if (meaning.is === 'import') return { name: meaning.name, isComposed: false };
    return meaning.is === 'value' ? this.nameOf(meaning.code, depth) : null;
  }

  /** `self.session.post`, where the class makes its session. */
  private nameOfAttribute(member: string, depth: number): DottedName | null {
    for (const meaning of someMeanings(this.module.attributes.get(member))) {
      const found = this.nameOfMeaning(meaning, depth);
      if (found && !found.name.startsWith(UNKNOWN)) return found;
    }
    return null;
  }

  private inNamespace(object: DottedName, { text, isComposed }: KnownText): DottedName {
    const owner = object.name.replace(NAMESPACES, '');
    const name = owner === '' || owner === 'builtins' ? text : `${owner}.${text}`;
    return { name, isComposed: isComposed || object.isComposed };
  }

  private nameOfCall({ node, scope }: Code, depth: number): DottedName | null {
    const callee = fieldOf(node, 'function');
    const called = callee ? this.nameOf({ node: callee, scope }, depth) : null;
    if (!called) return null;
    const [first, second] = argumentsOf(node).map((each) => ({ node: each, scope }));
    if (called.name.startsWith(UNKNOWN)) return null;
    const result = { ...called, name: `${called.name}()` };
    if (!first) return result;
    if (IMPORTERS.has(called.name)) return this.imported(first, called);
    if (called.name === 'getattr' && second) return this.gotten(first, second, depth);
    return PASSING.has(called.name) ? this.nameOf(first, depth) : result;
  }

  private imported(module: Code, { isComposed }: DottedName): DottedName | null {
    const text = this.texts.textOf(module);
    return (
      text && {
        name: text.text === 'builtins' ? 'builtins' : text.text,
        isComposed: isComposed || text.isComposed,
      }
    );
  }

  private gotten(object: Code, member: Code, depth: number): DottedName | null {
    const text = this.texts.textOf(member);
    return text && joined(this.nameOf(object, depth), text.text, text.isComposed);
  }

  /** Own functions that a call may run. */
  functionsOf({ node, scope }: Code): readonly FunctionUnit[] {
    const [inner] = node.type === 'parenthesized_expression' ? node.children : [];
    if (inner) return this.functionsOf({ node: inner, scope });
    if (node.type === 'identifier') return this.functionsIn(lookUp(this.source(node), scope));
    if (node.type === 'attribute') return this.methodsOf({ node, scope });
    const unit = this.module.lambdas.get(node);
    return unit ? [unit] : [];
  }

  /** Methods of the module's classes that an attribute may be. */
  private methodsOf({ node, scope }: Code): readonly FunctionUnit[] {
    const object = fieldOf(node, 'object');
    const name = object ? this.nameOf({ node: object, scope }) : null;
    if (name && !name.name.startsWith(UNKNOWN)) return [];
    const methods = this.module.methods.get(this.source(fieldOf(node, 'attribute'))) ?? [];
    return methods.length <= MAX_METHODS ? methods : [];
  }

  private functionsIn(name: PythonName | undefined): readonly FunctionUnit[] {
    return someMeanings(name).flatMap((meaning) => this.functionsMeant(meaning));
  }

  private functionsMeant(meaning: Meaning): readonly FunctionUnit[] {
    switch (meaning.is) {
      case 'function':
        return [meaning.unit];
      case 'class':
        return [...meaning.unit.methods].flatMap(([name, unit]) => (name === '__init__' ? [unit] : []));
      case 'import':
        return [];
      default: {
        // `for f in (one, two): f()`
        const { node, scope } = meaning.code;
        const nodes = meaning.is === 'part' ? node.children : [node];
        return nodes.flatMap((each) => this.functionsAt(each, scope));
      }
    }
  }

  private functionsAt(node: PythonNode, scope: Scope): readonly FunctionUnit[] {
    const unit = this.module.lambdas.get(node);
    if (unit) return [unit];
    const name = node.type === 'identifier' ? lookUp(this.source(node), scope) : undefined;
    return someMeanings(name).flatMap((one) => (one.is === 'function' ? [one.unit] : []));
  }

  /** Own classes that a name stands for. */
  classesOf({ node, scope }: Code): readonly ClassUnit[] {
    const name = node.type === 'identifier' ? lookUp(this.source(node), scope) : undefined;
    return someMeanings(name).flatMap((meaning) => (meaning.is === 'class' ? [meaning.unit] : []));
  }
}
