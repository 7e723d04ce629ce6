import { fieldOf, type PythonNode } from '../../syntax/index.js';
import {
  argumentsOf,
  lookUp,
  sourceOf,
  type Code,
  type FunctionUnit,
  type PythonModule,
  type PythonName,
} from './python-module.js';
import { DECODERS, METHODS, reversed, unescaped, type Decode } from './text-decoders.js';

/** A text that code computes. */
export interface KnownText {
  readonly text: string;
  /** Whether it stands nowhere in the code as it is: code puts it together, or decodes it. */
  readonly isComposed: boolean;
}

/** Longer texts that code puts together are no names, and no marks that rules look for. */
const MAX_COMPOSED = 20_000;
const MAX_STEPS = 30;
/** Steps inside of helper functions for one module: they can call each other so that each takes twice as many as the one before. */
const MAX_HELPED = 100_000;

/** The values of parameters while a helper function is computed, and how many steps led to it. */
interface Frame {
  readonly parameters: ReadonlyMap<PythonName, KnownText>;
  readonly depth: number;
}

const NO_FRAME: Frame = { parameters: new Map(), depth: 0 };

/** The texts that a module's code computes. */
export class PythonTexts {
  private readonly known = new Map<PythonNode, KnownText | null>();
  private helpedSteps = 0;
  private readonly module: PythonModule;
  private readonly calleeName: (code: Code) => string | null;

  constructor(module: PythonModule, calleeName: (code: Code) => string | null) {
    this.module = module;
    this.calleeName = calleeName;
  }

  /** The text that an expression gives; null if it is not known. */
  textOf(code: Code, frame: Frame = NO_FRAME): KnownText | null {
    if (frame.depth > MAX_STEPS) return null;
    if (frame.parameters.size > 0)
      return (this.helpedSteps += 1) > MAX_HELPED ? null : this.compute(code, frame);
    const known = this.known.get(code.node);
    if (known !== undefined) return known;
    // An expression that needs itself has no text.
    this.known.set(code.node, null);
    const found = this.compute(code, frame);
    this.known.set(code.node, found);
    return found;
  }

  private compute({ node, scope }: Code, frame: Frame): KnownText | null {
    const found = this.kinds[node.type]?.({ node, scope }, { ...frame, depth: frame.depth + 1 }) ?? null;
    return found && (!found.isComposed || found.text.length <= MAX_COMPOSED) ? found : null;
  }

  private readonly kinds: Readonly<Partial<Record<string, (code: Code, frame: Frame) => KnownText | null>>> =
    {
      string: (code, frame) => this.literal(code, frame),
      concatenated_string: ({ node, scope }, frame) => {
        const parts = this.all(
          node.children.filter(({ type }) => type === 'string').map((each) => ({ node: each, scope })),
          frame,
        );
        return (
          parts && {
            text: parts.map(({ text }) => text).join(''),
            isComposed: parts.some(({ isComposed }) => isComposed),
          }
        );
      },
      parenthesized_expression: ({ node, scope }, frame) =>
        node.children[0] ? this.textOf({ node: node.children[0], scope }, frame) : null,
      binary_operator: ({ node, scope }, frame) => {
        const [left, right] = [fieldOf(node, 'left'), fieldOf(node, 'right')];
        if (!left || !right || sourceOf(fieldOf(node, 'operator') ?? node, this.module) !== '+') return null;
        const parts = this.all(
          [left, right].map((each) => ({ node: each, scope })),
          frame,
        );
        return parts && { text: parts.map(({ text }) => text).join(''), isComposed: true };
      },
      subscript: ({ node, scope }, frame) => {
        const [value, slice] = [fieldOf(node, 'value'), fieldOf(node, 'subscript')];
        if (!value || sourceOf(slice ?? node, this.module).replaceAll(/\s/g, '') !== '::-1') return null;
        const found = this.textOf({ node: value, scope }, frame);
        return found && { text: reversed(found.text), isComposed: true };
      },
      identifier: ({ node, scope }, frame) => {
        const name = lookUp(sourceOf(node, this.module), scope);
        if (!name) return null;
        const given = frame.parameters.get(name);
        if (given) return given;
        const [meaning, ...others] = name.meanings;
        return meaning?.is === 'value' && others.length === 0 ? this.textOf(meaning.code, frame) : null;
      },
      call: (code, frame) => this.called(code, frame),
    };

  private all(codes: readonly Code[], frame: Frame): readonly KnownText[] | null {
    const found = codes.map((code) => this.textOf(code, frame));
    return found.every((each) => each !== null) ? found : null;
  }

  private literal({ node, scope }: Code, frame: Frame): KnownText | null {
    const [start] = node.children;
    const isRaw = /r/i.test(start ? sourceOf(start, this.module) : '');
    let [text, isComposed] = ['', false];
    for (const part of node.children) {
      if (part.type === 'string_content') {
        const source = sourceOf(part, this.module);
        text += isRaw ? source : unescaped(source);
        isComposed ||= !isRaw && /\\[xuU0-7]/.test(source);
      } else if (part.type === 'interpolation') {
        const inner = part.children[0] && this.textOf({ node: part.children[0], scope }, frame);
        if (!inner) return null;
        text += inner.text;
        isComposed = true;
      }
    }
    return { text, isComposed };
  }

  private called({ node, scope }: Code, frame: Frame): KnownText | null {
    const callee = fieldOf(node, 'function');
    if (!callee) return null;
    const args = argumentsOf(node);
    const name = this.calleeName({ node: callee, scope });
    if (name === 'chr') return this.characters(args);
    const decode = name === null ? undefined : DECODERS.get(name);
    if (decode)
      return this.decoded(
        decode,
        args.map((each) => ({ node: each, scope })),
        frame,
      );
    if (callee.type === 'attribute') return this.method({ node, scope }, callee, frame);
    const unit = this.helperOf({ node: callee, scope });
    return unit
      ? this.helped(
          unit,
          args.map((each) => ({ node: each, scope })),
          frame,
        )
      : null;
  }

  private decoded(decode: Decode, [first, second]: readonly Code[], frame: Frame): KnownText | null {
    if (!first) return null;
    const text = this.textOf(first, frame) ?? this.bytesOf(first);
    const how = second ? (this.textOf(second, frame)?.text ?? '') : '';
    return text && { text: decode(text.text, how), isComposed: true };
  }

  private bytesOf({ node }: Code): KnownText | null {
    return node.type === 'list' || node.type === 'tuple' ? this.characters(node.children) : null;
  }

  /** Characters by their numbers. */
  private characters(nodes: readonly PythonNode[]): KnownText | null {
    const codes = nodes
      .filter(({ type }) => type !== 'comment')
      .map((node) => Number(sourceOf(node, this.module)));
    if (
      codes.length === 0 ||
      !codes.every((code) => Number.isInteger(code) && code >= 0 && code <= 0x10_ff_ff)
    )
      return null;
    return { text: codes.map((code) => String.fromCodePoint(code)).join(''), isComposed: true };
  }

  private method({ node, scope }: Code, callee: PythonNode, frame: Frame): KnownText | null {
    const object = fieldOf(callee, 'object');
    const name = sourceOf(fieldOf(callee, 'attribute') ?? callee, this.module);
    const receiver = object && this.textOf({ node: object, scope }, frame);
    if (!receiver) return null;
    const args = argumentsOf(node).map((each) => ({ node: each, scope }));
    if (name === 'join') return args[0] ? this.joined(receiver.text, args[0], frame) : null;
    if (name === 'replace') {
      const texts = this.all(args.slice(0, 2), frame);
      return texts?.[1]
        ? { text: receiver.text.replaceAll(texts[0]!.text, () => texts[1]!.text), isComposed: true }
        : null;
    }
    const method = METHODS.get(name);
    return method ? { ...receiver, text: method(receiver.text, '') } : null;
  }

  private joined(between: string, { node, scope }: Code, frame: Frame): KnownText | null {
    const args = argumentsOf(node);
    const isMap = node.type === 'call' && this.source(fieldOf(node, 'function')) === 'map';
    if (isMap && args[1] && this.source(args[0]) === 'chr') return this.bytesOf({ node: args[1], scope });
    if (node.type === 'generator_expression' || node.type === 'list_comprehension')
      return this.fromLoop(node);
    if (node.type !== 'list' && node.type !== 'tuple') return null;
    const parts = this.all(
      node.children.map((each) => ({ node: each, scope })),
      frame,
    );
    return parts && { text: parts.map(({ text }) => text).join(between), isComposed: true };
  }

  /** `chr(x) for x in [104, 105]` */
  private fromLoop(node: PythonNode): KnownText | null {
    const clause = node.children.find(({ type }) => type === 'for_in_clause');
    const list = clause && fieldOf(clause, 'right');
    const isPlain = /^chr\(\s*\w+\s*\)$/.test(this.source(fieldOf(node, 'body')));
    return isPlain && list && (list.type === 'list' || list.type === 'tuple')
      ? this.characters(list.children)
      : null;
  }

  private source(node: PythonNode | undefined): string {
    return node ? sourceOf(node, this.module) : '';
  }

  /** An own function that a call runs; undefined if it is not known. */
  private helperOf({ node, scope }: Code): FunctionUnit | undefined {
    if (node.type === 'lambda') return this.module.lambdas.get(node);
    const [inner] = node.type === 'parenthesized_expression' ? node.children : [];
    if (inner) return this.helperOf({ node: inner, scope });
    const [meaning] = lookUp(this.source(node), scope)?.meanings ?? [];
    if (meaning?.is === 'function') return meaning.unit;
    return meaning?.is === 'value' ? this.module.lambdas.get(meaning.code.node) : undefined;
  }

  /** What a helper function with one result gives for known texts. */
  private helped(
    { parameters, results }: FunctionUnit,
    args: readonly Code[],
    frame: Frame,
  ): KnownText | null {
    const [result, ...others] = results;
    const texts = this.all(args, frame);
    if (!result || others.length > 0 || !texts) return null;
    const pairs = parameters.flatMap((name, at) => (texts[at] ? [[name, texts[at]] as const] : []));
    const found = this.textOf(result, { parameters: new Map(pairs), depth: frame.depth + 1 });
    return found && { ...found, isComposed: true };
  }
}
