import type { FlowRule } from '../../model/index.js';
import { keptPart, splitAtDots, type EventPart } from '../event-parts.js';
import { clearedBy, rulesByCheck, type RulesByCheck } from '../texts/rules-by-check.js';
import { behindText, bytesOf, textOfBytes, withState } from '../texts/text-state.js';
import { placedBehind } from '../texts/markup.js';
import { shapeOnce, type DataShape, type Found } from './data-shape.js';
import {
  BEHIND_HOST,
  PLAIN,
  type CheckKind,
  type Flow,
  type MarkToken,
  type Token,
} from '../../program/index.js';

/** Data that somebody outside chooses. */
export interface Taint {
  readonly kind: 'taint';
  /** Rules by which it can do no harm any more. */
  readonly cleared: ReadonlySet<string>;
  /** The part of an event that it is. */
  readonly part: EventPart;
  /** Null if no schema describes it. */
  readonly shape: DataShape | null;
}

export type TaintToken = MarkToken & { readonly mark: Taint };

export function isTaint(token: Token): token is TaintToken {
  return token.kind === 'mark' && (token.mark as { readonly kind?: unknown }).kind === 'taint';
}

/** Whether a value is data that the module keeps between calls. */
export function isKept(token: Token): boolean {
  return isTaint(token) && token.mark.part.isKept === true;
}

/** Whether a value is data that can do the harm of a rule. */
export function applies({ id }: Pick<FlowRule, 'id'>, token: Token): token is TaintToken {
  return isTaint(token) && !token.mark.cleared.has(id);
}

/** Kinds of data that are told apart; beyond, what cleans data counts as doing nothing. */
const MOST_KINDS = 1024;

/** Methods of promises, and of any value. */
const OF_ANY: ReadonlySet<string> = new Set(['then', 'catch', 'finally']);

/** Methods of lists. */
const OF_LISTS: ReadonlySet<string> = new Set(
  'map flatMap forEach filter find findLast findIndex some every reduce reduceRight join slice splice concat at pop shift sort toSorted reverse flat values entries includes indexOf'.split(
    ' ',
  ),
);

/** Data of a list whose elements a schema describes. */
export function listShape(taints: Taints, each: (found: Found) => void): DataShape {
  return {
    isList: true,
    part(name, found) {
      each((token) => {
        if (/^(?:\d+|\*)$/.test(name) || !isTaint(token)) found(token);
        else taints.part(token, name, found);
      });
    },
    whole(found) {
      each((token) => {
        taints.whole(token, found);
      });
    },
  };
}

/** Makes each value once: places of a program hold values by identity. */
export class Taints {
  private readonly known = new Map<string, TaintToken>();
  private readonly shapes = new Map<DataShape, number>();
  private readonly byCheck: RulesByCheck;
  private readonly allRules: ReadonlySet<string>;

  constructor(rules: readonly FlowRule[]) {
    this.byCheck = rulesByCheck(rules);
    this.allRules = new Set(rules.map(({ id }) => id));
  }

  token(
    part: EventPart,
    cleared: ReadonlySet<string> = new Set(),
    shape: DataShape | null = null,
  ): TaintToken {
    const key = [part.id, shape ? String(this.shapes.get(shape)) : '', ...[...cleared].sort()].join('\n');
    const known = this.known.get(key);
    if (known) return known;
    const made: TaintToken = { kind: 'mark', mark: { kind: 'taint', cleared, part, shape } };
    this.known.set(key, made);
    return made;
  }

  /** Data of a shape that a schema describes. */
  shaped({ mark: { part, cleared } }: TaintToken, shape: DataShape): TaintToken {
    if (this.known.size >= MOST_KINDS) return this.token(part, cleared);
    if (!this.shapes.has(shape)) this.shapes.set(shape, this.shapes.size);
    return this.token(part, cleared, shape);
  }

  /** Data of which no schema is known. */
  bare({ mark: { part, cleared } }: TaintToken): TaintToken {
    return this.token(part, cleared);
  }

  /** A list of data, or the data itself. */
  list(flow: Flow, token: TaintToken): TaintToken {
    const elements = listShape(this, (found) => {
      found(token);
    });
    return this.shaped(token, shapeOnce(flow, elements));
  }

  /** An object that holds data under a name, and nothing else. */
  inField(token: TaintToken, field: string): TaintToken {
    return this.shaped(token, {
      part: (name, found) => {
        found(name === field ? token : PLAIN);
      },
      whole: (found) => {
        this.whole(token, found);
      },
    });
  }

  /** Calls back with a property of data; PLAIN if only the platform chooses it. */
  part(token: TaintToken, name: string, found: Found): void {
    if (name !== 'Body') this.partOf(token, name, found);
    // The content of an object in a bucket is bytes.
    else this.partOf(token, name, (part) => found(isTaint(part) ? this.as(part, bytesOf) : part));
  }

  private partOf(token: TaintToken, name: string, found: Found): void {
    const { cleared, part, shape } = token.mark;
    if (shape?.isList && OF_LISTS.has(name)) {
      found(token);
      return;
    }
    if (shape && !OF_ANY.has(name)) {
      shape.part(name, (each) => {
        found(isTaint(each) ? this.without(each, [...cleared]) : each);
      });
      return;
    }
    const inner = shape ? part : part.part(name);
    found(inner === part ? token : this.ofPart(inner, cleared));
  }

  /** Data that is a part of an event. A property of a text is its method, or it was no text. */
  private ofPart(part: EventPart | null, cleared: ReadonlySet<string>): Token {
    if (part === null) return PLAIN;
    const token = this.token(part, part.isSafe ? this.allRules : cleared);
    return part.isText || part.isSafe ? this.text(token) : this.object(token);
  }

  /** Calls back with an element of a list, null: each of them. A list that no schema describes stands for its elements. */
  element(token: MarkToken, at: number | null, found: Found): void {
    if (isTaint(token) && (token.mark.shape || token.mark.part.isSplit))
      this.part(token, at === null ? '*' : String(at), found);
    else found(token);
  }

  /** Calls back with all data in a value: that of each field, where a schema describes it. */
  whole(token: Token, found: Found): void {
    if (!isTaint(token) || !token.mark.shape) {
      found(token);
      return;
    }
    const { cleared, shape } = token.mark;
    shape.whole((each) => {
      found(isTaint(each) ? this.without(each, [...cleared]) : each);
    });
  }

  /** The same data where these rules do not apply. */
  without(token: TaintToken, rules: readonly string[]): TaintToken {
    const { cleared, part, shape } = token.mark;
    const isSame = rules.every((rule) => cleared.has(rule)) || this.known.size >= MOST_KINDS;
    return isSame ? token : this.token(part, withState(cleared, rules, this.byCheck.folder), shape);
  }

  /** The same data of which something else is known. */
  as(token: TaintToken, change: (cleared: ReadonlySet<string>) => ReadonlySet<string>): TaintToken {
    const { cleared, part, shape } = token.mark;
    return this.known.size >= MOST_KINDS ? token : this.token(part, change(cleared), shape);
  }

  /** Data in a path, behind a folder. */
  below(token: TaintToken): TaintToken {
    return this.as(token, (cleared) => behindText(cleared, '\0', this.byCheck.folder));
  }

  /** Data that is a text. */
  text(token: TaintToken): TaintToken {
    return this.without(this.as(this.bare(token), textOfBytes), this.byCheck.text);
  }

  /** Data that is the address of a server, which may be any: it does harm where a server is chosen alone. */
  address(token: TaintToken): TaintToken {
    return this.without(token, this.byCheck.address);
  }

  /** Data in a text, behind what stands before it there. */
  behind(token: TaintToken, before: string): TaintToken {
    const left = BEHIND_HOST.test(before) ? this.without(token, this.byCheck.host) : token;
    return this.text(this.as(left, (cleared) => placedBehind(cleared, before, this.byCheck)));
  }

  /** Data that a list of the module keeps between calls. */
  kept({ mark: { cleared, part } }: TaintToken): TaintToken {
    return this.token(keptPart(part), cleared);
  }

  /** What stands between the dots of a text. */
  split({ mark: { cleared, part } }: TaintToken): TaintToken {
    return this.token(splitAtDots(part), cleared);
  }

  /** Data of a few characters. */
  short(token: TaintToken): TaintToken {
    return this.without(token, this.byCheck.short);
  }

  /** What is made of a text, and may be an object. */
  object(token: TaintToken): TaintToken {
    const { cleared, part, shape } = token.mark;
    if (!this.byCheck.text.some((rule) => cleared.has(rule))) return token;
    const left = [...cleared].filter((rule) => !this.byCheck.text.includes(rule));
    return this.token(part, new Set(left), shape);
  }

  /** Data that code has checked; null: it has not. */
  after(token: TaintToken, kind: CheckKind | null): Token {
    if (kind === null) return token;
    const rules = clearedBy(kind, this.byCheck);
    return rules ? this.without(token, rules) : PLAIN;
  }

  /** Data after a call that cleans it of what these rules mean; null stands for all rules. */
  cleaned(token: TaintToken, rules: readonly (FlowRule | null)[]): Token {
    if (rules.includes(null)) return PLAIN;
    const cleared = rules.flatMap((rule) => rule?.id ?? []);
    return this.without(token, cleared);
  }
}
