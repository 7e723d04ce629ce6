import type { Problem, Suppression } from '../model/index.js';
import type { RuleTerms } from './policy.js';

/** Words for notes on rules. */
export interface RuleWords {
  /** `ignores`, `accepts` */
  readonly does: string;
  /** `ignored`, `accepted` */
  readonly did: string;
  /** What a rule is about: `finding`, `gap`. */
  readonly subject: string;
}

/** Rules of one list that have not expired, and their use in a run. */
export interface RulesInForce<Rule extends RuleTerms> {
  readonly all: readonly Rule[];
  /** Records that a rule was used. */
  use(rule: Rule): void;
  suppressionBy(rule: Rule): Suppression;
  /**
   * Notes on expired and unused rules.
   * @param isAll false: not everything was judged, so an unused rule may still be needed.
   */
  problems(isAll: boolean): readonly Problem[];
}

export interface RuleList<Rule extends RuleTerms> {
  readonly rules: readonly Rule[];
  /** The rules' file. */
  readonly source: string;
  /** ISO date, UTC. */
  readonly today: string;
  readonly words: RuleWords;
  readonly nameOf: (rule: Rule) => string;
}

/** Keeps the rules that are in force today, and counts the matches of each. */
export function rulesInForce<Rule extends RuleTerms>(list: RuleList<Rule>): RulesInForce<Rule> {
  const { rules, source, today, words, nameOf } = list;
  const isExpired = ({ expires }: Rule): boolean => expires !== null && expires < today;
  const all = rules.filter((rule) => !isExpired(rule));
  const used = new Set<Rule>();
  const note = (rule: Rule, what: string): Problem => {
    const message = `The rule that ${words.does} ${nameOf(rule)} (line ${rule.line}) ${what}`;
    return { code: 'stale', path: source, message, affectsCompleteness: false };
  };
  return {
    all,
    use: (rule) => void used.add(rule),
    suppressionBy: ({ reason, owner, expires }) => ({ reason, owner, expires, source }),
    problems: (isAll) => [
      ...rules
        .filter(isExpired)
        .map((rule) => note(rule, `expired on ${rule.expires}: what it ${words.did} counts again.`)),
      ...all
        .filter((rule) => isAll && !used.has(rule))
        .map((rule) => note(rule, `matches no ${words.subject}: remove the rule, or correct it.`)),
    ],
  };
}
