import type { BehaviourModel, BehaviourSink, BehaviourSource } from '../../model/index.js';
import { alternatives, parseName } from '../../program/index.js';
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
  /** One of these modules has to be loaded by some script; null: code of that kind needs none. */
  readonly modules: readonly string[] | null;
}

/** Rules about what code takes where, made ready. */
export interface ReadyBehaviour {
  readonly rules: readonly FlowSignature[];
  readonly names: BehaviourNames;
  /** Kinds of sources and sinks, by the texts of which code of that kind has one. */
  readonly kindsOf: ReadonlyMap<string, readonly PointedKind[]>;
  /** The same for code that few know: a word counts without a look at the code around it. */
  readonly close: { readonly kindsOf: ReadonlyMap<string, readonly PointedKind[]> };
}

export function flowOf(matcher: Matcher): FlowPattern | null {
  return 'flow' in matcher ? matcher.flow : null;
}

/** What stands for a module in names of members that code has without one: global names, values of which nothing is known. */
const NO_MODULES: ReadonlySet<string> = new Set(['', 'any', 'caught', 'process', 'builtins']);

/** The modules that code of a kind has to load one of; null if it may do without. */
function neededModules(known: BehaviourSource | BehaviourSink): readonly string[] | null {
  if ('variables' in known && known.variables !== undefined) return null;
  const values = 'members' in known ? [...known.members, ...known.hooks, ...known.uses] : [];
  const modules = [...known.calls, ...values].flatMap(alternatives).map((name) => parseName(name).module);
  const isFree = modules.length === 0 || modules.some((name) => NO_MODULES.has(name));
  return isFree ? null : [...new Set(modules)];
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
  for (const known of flows.length > 0 ? [...model.sources, ...model.sinks] : []) {
    const { kind, words, shown } = known;
    const pointed = {
      kind,
      shown: shown === undefined ? null : textPattern(shown),
      modules: neededModules(known),
    };
    for (const word of words) kindsOf.set(word, [...(kindsOf.get(word) ?? []), pointed]);
  }
  const unshown = [...kindsOf].map(
    ([word, kinds]) => [word, kinds.map((pointed) => ({ ...pointed, shown: null }))] as const,
  );
  return { rules: flows, names: behaviourNames(model), kindsOf, close: { kindsOf: new Map(unshown) } };
}
