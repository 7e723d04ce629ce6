import {
  isShort,
  leadingPattern,
  PLAIN,
  replacedPattern,
  stripsAllBut,
  takesOut,
  textPattern,
  type CallSite,
  type Token,
} from '../../program/index.js';
import type { FlowRule } from '../../model/index.js';
import { escapedStates } from '../texts/markup.js';
import { bytesOf, TEXT_STATE, textOfBytes } from '../texts/text-state.js';
import type { Taints, TaintToken } from './taint.js';

/** Encodings with the signs that they use beside letters and digits. */
const ENCODINGS: ReadonlyMap<string, string> = new Map([
  ['base64', '+/='],
  ['base64url', '-_'],
  ['hex', ''],
]);
/** Methods of a response that give its bytes. */
const BYTES: ReadonlySet<string> = new Set(['transformToByteArray', 'arrayBuffer', 'bytes', 'buffer']);
/** Methods of a response that give its text. */
const READING: ReadonlySet<string> = new Set(['transformToString', 'text']);
const REPLACING: ReadonlySet<string> = new Set(['replace', 'replaceAll']);
const CUTTING = /^(?:slice|substring|substr)$/;

/** The steps up at the beginning of a path. */
const TAKES_UP = /^\^\(?(?:\?:)?\\\.\\\.\(?/;

/** Whether a text lacks all characters of at least one of the lists. */
export function isEscaped(escapes: readonly string[], lacks: (sign: string) => boolean): boolean {
  return escapes.some((signs) => Array.from(signs).every(lacks));
}

/** A method of data. */
export interface TextMethod {
  readonly callee: TaintToken;
  readonly name: string;
}

/** Methods that give a text with fewer characters, or in an encoding. */
export class TextMethods {
  private readonly rules: readonly FlowRule[];
  private readonly taints: Taints;

  constructor(rules: readonly FlowRule[], taints: Taints) {
    this.rules = rules;
    this.taints = taints;
  }

  /** What a method leaves of a text. */
  left(site: CallSite, { callee, name }: TextMethod): Token {
    if (REPLACING.has(name)) return this.replaced(site, { callee, name });
    if (name === 'split') return this.split(site, callee);
    if (BYTES.has(name)) return this.taints.as(callee, bytesOf);
    if (READING.has(name)) return this.taints.as(callee, textOfBytes);
    return this.encoded(site, { callee: this.cut(site, { callee, name }), name });
  }

  /** Words and lines contain no line end: `text.split(/\s+/)`. */
  private split({ given: [first] }: CallSite, token: TaintToken): TaintToken {
    const pattern = first?.type === 'Literal' && 'regex' in first ? (first.regex?.pattern ?? '') : '';
    return this.without(token, (sign) => sign === '\n' && takesOut(pattern, sign));
  }

  /** Data in which code has replaced characters. */
  private replaced({ given: [first] }: CallSite, { callee: token, name }: TextMethod): Token {
    const ofText = name === 'replaceAll' ? textPattern(first) : null;
    const pattern = ofText ?? replacedPattern(first) ?? leadingPattern(first);
    if (pattern === null) return token;
    if (stripsAllBut(pattern)) return PLAIN;
    if (TAKES_UP.test(pattern)) return this.upTaken(token);
    return this.without(token, (sign) => takesOut(pattern, sign));
  }

  /** A path without the steps up that stand before it. */
  private upTaken(token: TaintToken): TaintToken {
    const { down, normal } = TEXT_STATE;
    return token.mark.cleared.has(normal) ? this.taints.without(token, [down]) : token;
  }

  /** `name.slice(0, 100)` */
  private cut({ given: [start, end] }: CallSite, { callee, name }: TextMethod): TaintToken {
    const isCut = CUTTING.test(name) && start?.type === 'Literal' && end?.type === 'Literal';
    return isCut && isShort(end.value) ? this.taints.short(callee) : callee;
  }

  /** Data without these characters: rules whose characters they are no longer apply. */
  without(token: TaintToken, lacks: (sign: string) => boolean): TaintToken {
    const escaping = this.rules.filter(({ escapes }) => isEscaped(escapes, lacks));
    return this.taints.without(token, [...escaping.map(({ id }) => id), ...escapedStates(lacks)]);
  }

  /** `buffer.toString('base64')`: letters, digits and a few signs. */
  private encoded({ given: [encoding] }: CallSite, { callee, name }: TextMethod): TaintToken {
    const signs = encoding?.type === 'Literal' ? ENCODINGS.get(String(encoding.value)) : undefined;
    return name === 'toString' && signs !== undefined
      ? this.without(callee, (sign) => !signs.includes(sign))
      : callee;
  }
}
