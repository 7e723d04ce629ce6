import { groupBy } from '../../model/index.js';
import type { KeywordFinder } from '../text/keyword-finder.js';
import { sha256Of } from './match-file.js';
import { searchedFor } from './rule-words.js';
import type { ScannedFile } from './scanned-file.js';
import type { Signature } from '../signature-schema.js';

/** Finds the rules that can match a file, by the keywords in the file. Most files have few keywords, so few rules run. */
export interface RuleLookup {
  readonly findKeywords: KeywordFinder;
  /** Rules that could match in a file. */
  readonly candidates: (file: Pick<ScannedFile, 'bytes' | 'keywords'>) => ReadonlySet<Signature>;
}

/** The sha256s of a rule that has no other matcher. */
function hashesOf({ match, keywords }: Signature): readonly string[] {
  return keywords.length === 0 && 'file' in match ? (match.file.sha256 ?? []) : [];
}

/**
 * Prepares rules for look-up by the content of a file.
 * @param findKeywords finds the keywords of these rules, and perhaps others.
 */
export function ruleLookup(rules: readonly Signature[], findKeywords: KeywordFinder): RuleLookup {
  const byKeyword = groupBy(rules, (rule) => rule.keywords.map((keyword) => searchedFor(rule, keyword)));
  const byHash = groupBy(rules, hashesOf);
  // Rules with `flow` and `sum` look at all files of a subject together, not at one file.
  const always = rules.filter(
    (rule) =>
      rule.keywords.length === 0 &&
      hashesOf(rule).length === 0 &&
      !('flow' in rule.match || 'sum' in rule.match),
  );
  return {
    findKeywords,
    candidates({ keywords, bytes }) {
      const found = new Set(always);
      for (const keyword of keywords) for (const rule of byKeyword.get(keyword) ?? []) found.add(rule);
      // Hashed only if a rule has a hash.
      const hashed = byHash.size > 0 ? byHash.get(sha256Of(bytes)) : undefined;
      for (const rule of hashed ?? []) found.add(rule);
      return found;
    },
  };
}
