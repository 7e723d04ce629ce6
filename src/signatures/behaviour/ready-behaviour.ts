import type { BehaviourModel } from '../../model/index.js';
import type { FlowPattern } from '../flow-schema.js';
import type { Matcher, Signature } from '../signature-schema.js';
import { textPattern, type TextPattern } from '../text/text-pattern.js';
import { behaviourNames, type BehaviourNames } from './behaviour-names.js';

/** A rule about what code takes where. */
export interface FlowSignature {
  readonly rule: Signature;
  readonly pattern: FlowPattern;
}

/** A kind that a text in code points to. */
export interface PointedKind {
  readonly kind: string;
  /** What the code around the text fits; null without one. */
  readonly shown: TextPattern | null;
}

/** Rules about what code takes where, made ready. */
export interface ReadyBehaviour {
  readonly rules: readonly FlowSignature[];
  readonly names: BehaviourNames;
  /** Kinds of sources and sinks, by the texts of which code of that kind has one. */
  readonly kindsOf: ReadonlyMap<string, readonly PointedKind[]>;
}

export function flowOf(matcher: Matcher): FlowPattern | null {
  return 'flow' in matcher ? matcher.flow : null;
}

/** @param language of the rules. */
export function readyBehaviour(
  rules: readonly Signature[],
  model: BehaviourModel,
  language: FlowPattern['language'],
): ReadyBehaviour {
  const flows = rules.flatMap((rule) => {
    const pattern = flowOf(rule.match);
    return pattern?.language === language ? [{ rule, pattern }] : [];
  });
  const kindsOf = new Map<string, PointedKind[]>();
  for (const { kind, words, shown } of flows.length > 0 ? [...model.sources, ...model.sinks] : []) {
    const pointed = { kind, shown: shown === undefined ? null : textPattern(shown) };
    for (const word of words) kindsOf.set(word, [...(kindsOf.get(word) ?? []), pointed]);
  }
  return { rules: flows, names: behaviourNames(model), kindsOf };
}
