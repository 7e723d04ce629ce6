import { NO_FLOWS, type FlowRules } from '../../model/index.js';
import { readyBehaviour, type ReadyBehaviour } from '../behaviour/ready-behaviour.js';
import { globIndex } from '../text/glob-index.js';
import { withEscapedNames } from '../text/escaped-names.js';
import type { KeywordFinder } from '../text/keyword-finder.js';
import { ruleLookup, type RuleLookup } from './rule-lookup.js';
import { searchedFor } from './rule-words.js';
import type { Matcher, Signature } from '../signature-schema.js';
import { searchedOfSum, sourcesOfSum } from '../sum-schema.js';
import { isLinearPattern } from '../text/linear-pattern.js';
import { checkPattern, textPattern, type TextPattern } from '../text/text-pattern.js';

/** Rules made ready: patterns compiled once, one keyword search for all rules of a file. */
export interface CompiledRules {
  readonly rules: readonly Signature[];
  /** The rules for a file by its path inside its subject, undefined when there are none. */
  readonly lookupFor: (path: string) => RuleLookup | undefined;
  /** Finds the keywords of all rules for files. */
  readonly findKeywords: KeywordFinder;
  /** Keywords of the rules about calls. */
  readonly callKeywords: readonly string[];
  readonly pattern: (source: string) => TextPattern;
  /** The rules about what code takes where. */
  readonly behaviour: ReadyBehaviour;
  /** The same for Python. */
  readonly python: ReadyBehaviour;
  /** The rules that a rule needs. */
  readonly neededBy: (rule: Signature) => readonly Signature[];
}

/** Matchers inside a matcher. */
function partsOf(matcher: Matcher): readonly Matcher[] {
  if ('all' in matcher) return matcher.all;
  if ('any' in matcher) return matcher.any;
  return 'not' in matcher ? [matcher.not] : [];
}

/** Whether a matcher looks at calls. */
export function usesTree(matcher: Matcher): boolean {
  return 'tree' in matcher || partsOf(matcher).some(usesTree);
}

/** Whether a matcher looks at calls in Python. */
export function usesPython(matcher: Matcher): boolean {
  return 'python' in matcher || partsOf(matcher).some(usesPython);
}

/** Sources of the patterns in a matcher. */
function patternsOf(matcher: Matcher): readonly string[] {
  const own: (string | undefined)[] = [];
  if ('text' in matcher) own.push(matcher.text, matcher.except);
  if ('manifest' in matcher) own.push(matcher.matches);
  if ('script' in matcher) own.push(matcher.script.command, matcher.script.runs);
  if ('tree' in matcher) own.push(matcher.tree.argument?.string, matcher.tree.argument?.member);
  if ('python' in matcher) own.push(matcher.python.from?.text);
  if ('sum' in matcher) own.push(...sourcesOfSum(matcher.sum));
  return [...own.filter((source) => source !== undefined), ...partsOf(matcher).flatMap(patternsOf)];
}

/** Patterns, each compiled when it is first used: most artifacts need only a few. */
export function textPatterns(): CompiledRules['pattern'] {
  const compiled = new Map<string, TextPattern>();
  return (source) => {
    const pattern = compiled.get(source) ?? textPattern(source);
    compiled.set(source, pattern);
    return pattern;
  };
}

/** Sources of the patterns in a matcher whose matches are all looked for; of the others the first match is enough. */
function textsOf(matcher: Matcher): readonly string[] {
  if ('text' in matcher) return [matcher.text];
  return 'sum' in matcher ? searchedOfSum(matcher.sum) : partsOf(matcher).flatMap(textsOf);
}

/**
 * Makes sure that the patterns of a rule can be compiled.
 * @param everywhere those of them whose matches are all looked for: they must take linear time whatever the file.
 * @throws Error naming rule and pattern.
 */
export function checkSources(id: string, sources: readonly string[], everywhere: readonly string[]): void {
  for (const source of sources) {
    try {
      checkPattern(source);
    } catch (cause) {
      const why = (cause as Error).message;
      throw new Error(`${id}: the pattern ${source} is not RE2 syntax: ${why}`, { cause });
    }
  }
  const slow = everywhere.find((source) => !isLinearPattern(source));
  if (slow === undefined) return;
  throw new Error(
    `${id}: the pattern ${slow} can take the square of a file's length, because a part that not every match has repeats something without a bound. Write a bound, such as .{0,200} instead of .*, or give each alternative a pattern of its own below any:.`,
  );
}

/**
 * Makes sure that every pattern of a rule can be compiled, and takes linear time whatever the file.
 * @throws Error naming rule and pattern.
 */
export function checkPatterns(rule: Signature): void {
  const matchers = [rule.match, ...rule.unless];
  checkSources(rule.id, matchers.flatMap(patternsOf), matchers.flatMap(textsOf));
}

/**
 * Prepares rules for artifacts; their patterns were checked when they were loaded.
 * @param otherKeywords keywords that the same search is to find for somebody else.
 */
export function compileRules(
  rules: readonly Signature[],
  otherKeywords: readonly string[] = [],
  flows: Pick<FlowRules, 'behaviour' | 'pythonBehaviour'> = NO_FLOWS,
): CompiledRules {
  const behaviour = readyBehaviour(rules, flows.behaviour, 'javascript');
  const python = readyBehaviour(rules, flows.pythonBehaviour, 'python');
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const neededBy = (rule: Signature): readonly Signature[] => rule.needs.flatMap((id) => byId.get(id) ?? []);
  return {
    rules,
    ...lookupsOf(heldAgainstFiles(rules), [
      ...otherKeywords,
      ...behaviour.kindsOf.keys(),
      ...python.kindsOf.keys(),
    ]),
    behaviour,
    python,
    callKeywords: [
      ...new Set(rules.filter(({ match }) => usesTree(match)).flatMap(({ keywords }) => keywords)),
    ],
    pattern: textPatterns(),
    neededBy,
  };
}

/** Rules that apply to every file. A signal that is only needed near hits of other rules is searched there. */
function heldAgainstFiles(rules: readonly Signature[]): readonly Signature[] {
  const wanted = new Set(
    rules.flatMap(({ within, needs, without }) => [...(within === undefined ? needs : []), ...without]),
  );
  return rules.filter(({ id, kind }) => kind !== 'signal' || wanted.has(id));
}

/** Paths that the same rules are for share a look-up, and all of them one search for keywords: building one takes as long as reading 10 MB. */
function lookupsOf(
  rules: readonly Signature[],
  otherKeywords: readonly string[],
): Pick<CompiledRules, 'lookupFor' | 'findKeywords'> {
  const ofRules = rules.flatMap((rule) =>
    [...rule.keywords, ...rule.alsoKeywords].map((word) => searchedFor(rule, word)),
  );
  const findKeywords = withEscapedNames([...ofRules, ...otherKeywords]);
  const lookupFor = globIndex(
    rules.map(({ applies }) => applies.files),
    (numbers) => {
      const fitting = numbers.flatMap((number) => rules[number] ?? []);
      return fitting.length === 0 ? undefined : ruleLookup(fitting, findKeywords);
    },
  );
  return { lookupFor, findKeywords };
}
