import { RE2JS } from 're2js';
import { keywordFinder, type KeywordFinder } from './keyword-finder.js';
import type { Matcher, Signature } from './schema.js';

/** Rules for the same files. */
export interface RuleGroup {
  /** Place among the groups. */
  readonly index: number;
  readonly globs: readonly string[];
  readonly rules: readonly Signature[];
}

/** Rules of a file, by its keywords: most files have none or few of them, and are held against few rules. */
export interface RuleLookup {
  readonly findKeywords: KeywordFinder;
  /** Rules that could match in a file with these keywords. */
  readonly candidates: (keywords: ReadonlySet<string>) => Iterable<Signature>;
}

/** Rules made ready: patterns compiled once, one keyword search for all rules that a file is held against. */
export interface CompiledRules {
  readonly rules: readonly Signature[];
  /** Rules by the globs that they apply to: most share a few lists, so that a path is held against each list once. */
  readonly groups: readonly RuleGroup[];
  /** The rules of some groups, made ready to be looked up by what a file contains. */
  readonly lookupFor: (groups: readonly RuleGroup[]) => RuleLookup;
  readonly pattern: (source: string) => RE2JS;
  /** The rules that a rule needs. */
  readonly neededBy: (rule: Signature) => readonly Signature[];
}

/** Matchers inside a matcher. */
function partsOf(matcher: Matcher): readonly Matcher[] {
  if ('all' in matcher) return matcher.all;
  if ('any' in matcher) return matcher.any;
  return 'not' in matcher ? [matcher.not] : [];
}

/** Sources of the patterns in a matcher. */
function patternsOf(matcher: Matcher): readonly string[] {
  const own: (string | undefined)[] = [];
  if ('text' in matcher) own.push(matcher.text);
  if ('manifest' in matcher) own.push(matcher.matches);
  if ('script' in matcher) own.push(matcher.script.command, matcher.script.runs);
  if ('tree' in matcher) own.push(matcher.tree.argument?.string);
  return [...own.filter((source) => source !== undefined), ...partsOf(matcher).flatMap(patternsOf)];
}

function groupByFiles(rules: readonly Signature[]): readonly RuleGroup[] {
  const groups = new Map<string, Signature[]>();
  for (const rule of rules) {
    const key = rule.applies.files.join('\n');
    groups.set(key, [...(groups.get(key) ?? []), rule]);
  }
  return [...groups.values()].map((some, index) => ({
    index,
    globs: some[0]?.applies.files ?? [],
    rules: some,
  }));
}

/** Patterns, each compiled when it is first used: most artifacts ask for a few of them. */
function patterns(): CompiledRules['pattern'] {
  const compiled = new Map<string, RE2JS>();
  return (source) => {
    const pattern = compiled.get(source) ?? RE2JS.compile(source, RE2JS.MULTILINE);
    compiled.set(source, pattern);
    return pattern;
  };
}

/**
 * Makes sure that every pattern of a rule can be compiled.
 * @throws Error naming rule and pattern when one is not RE2 syntax.
 */
export function checkPatterns(rule: Signature): void {
  const pattern = patterns();
  for (const source of [rule.match, ...rule.unless].flatMap(patternsOf)) {
    try {
      pattern(source);
    } catch (cause) {
      const why = (cause as Error).message;
      throw new Error(`${rule.id}: the pattern ${source} is not RE2 syntax: ${why}`, { cause });
    }
  }
}

/** Makes rules ready to be held against artifacts; their patterns were checked when they were loaded. */
export function compileRules(rules: readonly Signature[]): CompiledRules {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const neededBy = (rule: Signature): readonly Signature[] => rule.needs.flatMap((id) => byId.get(id) ?? []);
  return {
    rules,
    groups: groupByFiles(heldAgainstFiles(rules)),
    lookupFor: lookups(),
    pattern: patterns(),
    neededBy,
  };
}

/** Rules that every file is held against: a signal that is only wanted near hits of others is looked for there. */
function heldAgainstFiles(rules: readonly Signature[]): readonly Signature[] {
  const wanted = new Set(
    rules.flatMap(({ within, needs, without }) => [...(within === undefined ? needs : []), ...without]),
  );
  return rules.filter(({ id, kind }) => kind !== 'signal' || wanted.has(id));
}

function byKeyword(rules: readonly Signature[]): ReadonlyMap<string, readonly Signature[]> {
  const found = new Map<string, Signature[]>();
  for (const rule of rules) {
    for (const keyword of rule.keywords) found.set(keyword, [...(found.get(keyword) ?? []), rule]);
  }
  return found;
}

function lookupOf(rules: readonly Signature[]): RuleLookup {
  const always = rules.filter(({ keywords }) => keywords.length === 0);
  const rulesOf = byKeyword(rules);
  return {
    findKeywords: keywordFinder(
      rules.flatMap(({ keywords, alsoKeywords }) => [...keywords, ...alsoKeywords]),
    ),
    candidates: (keywords) => new Set([...always, ...[...keywords].flatMap((one) => rulesOf.get(one) ?? [])]),
  };
}

/** Look-ups by the groups that they are for. */
function lookups(): CompiledRules['lookupFor'] {
  const known = new Map<string, RuleLookup>();
  return (groups) => {
    const key = groups.map(({ index }) => index).join();
    const lookup = known.get(key) ?? lookupOf(groups.flatMap(({ rules }) => rules));
    known.set(key, lookup);
    return lookup;
  };
}
