import type { FlowRule } from '../../model/index.js';
import { PLAIN, type MarkToken, type Token } from '../../program/index.js';

/** Data that somebody outside chooses. */
export interface Taint {
  readonly kind: 'taint';
  /** Rules by which it can do no harm any more. */
  readonly cleared: ReadonlySet<string>;
}

export type TaintToken = MarkToken & { readonly mark: Taint };

export function isTaint(token: Token): token is TaintToken {
  return token.kind === 'mark' && (token.mark as { readonly kind?: unknown }).kind === 'taint';
}

/** Whether a value is data that can do the harm of a rule. */
export function applies({ id }: Pick<FlowRule, 'id'>, token: Token): boolean {
  return isTaint(token) && !token.mark.cleared.has(id);
}

/** Kinds of data that are told apart; beyond, what cleans data counts as doing nothing. */
const MOST_KINDS = 256;

/** Makes each value once: places of a program hold values by identity. */
export class Taints {
  private readonly known = new Map<string, TaintToken>();

  /** Data to which these rules no longer apply. */
  token(cleared: ReadonlySet<string> = new Set()): TaintToken {
    const key = [...cleared].sort().join('\n');
    const known = this.known.get(key);
    if (known) return known;
    const made: TaintToken = { kind: 'mark', mark: { kind: 'taint', cleared } };
    this.known.set(key, made);
    return made;
  }

  /** The same data where these rules do not apply. */
  without(token: TaintToken, rules: readonly string[]): TaintToken {
    const { cleared } = token.mark;
    const isSame = rules.every((rule) => cleared.has(rule)) || this.known.size >= MOST_KINDS;
    return isSame ? token : this.token(new Set([...cleared, ...rules]));
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
