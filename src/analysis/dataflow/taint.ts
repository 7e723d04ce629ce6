import type { FlowRule } from '../../model/index.js';
import type { EventPart } from '../event-parts.js';
import { PLAIN, type MarkToken, type Token } from '../../program/index.js';

/** Data that somebody outside chooses. */
export interface Taint {
  readonly kind: 'taint';
  /** Rules by which it can do no harm any more. */
  readonly cleared: ReadonlySet<string>;
  /** The part of an event that it is. */
  readonly part: EventPart;
}

export type TaintToken = MarkToken & { readonly mark: Taint };

export function isTaint(token: Token): token is TaintToken {
  return token.kind === 'mark' && (token.mark as { readonly kind?: unknown }).kind === 'taint';
}

/** Whether a value is data that can do the harm of a rule. */
export function applies({ id }: Pick<FlowRule, 'id'>, token: Token): token is TaintToken {
  return isTaint(token) && !token.mark.cleared.has(id);
}

/** Kinds of data that are told apart; beyond, what cleans data counts as doing nothing. */
const MOST_KINDS = 256;

/** Makes each value once: places of a program hold values by identity. */
export class Taints {
  private readonly known = new Map<string, TaintToken>();

  token(part: EventPart, cleared: ReadonlySet<string> = new Set()): TaintToken {
    const key = [part.id, ...[...cleared].sort()].join('\n');
    const known = this.known.get(key);
    if (known) return known;
    const made: TaintToken = { kind: 'mark', mark: { kind: 'taint', cleared, part } };
    this.known.set(key, made);
    return made;
  }

  /** A property of data; PLAIN if only the platform chooses it. */
  partOf(token: TaintToken, name: string): Token {
    const { cleared, part } = token.mark;
    const inner = part.part(name);
    if (inner === null) return PLAIN;
    return inner === part ? token : this.token(inner, cleared);
  }

  /** The same data where these rules do not apply. */
  without(token: TaintToken, rules: readonly string[]): TaintToken {
    const { cleared, part } = token.mark;
    const isSame = rules.every((rule) => cleared.has(rule)) || this.known.size >= MOST_KINDS;
    return isSame ? token : this.token(part, new Set([...cleared, ...rules]));
  }

  /** Data after a call that cleans it of what these rules mean; null stands for all rules. */
  cleaned(token: TaintToken, rules: readonly (FlowRule | null)[]): Token {
    return rules.includes(null)
      ? PLAIN
      : this.without(
          token,
          rules.flatMap((rule) => rule?.id ?? []),
        );
  }
}
