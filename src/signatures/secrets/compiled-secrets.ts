import { groupBy, type Confidence } from '../../model/index.js';
import { textPatterns } from '../match/compiled-rules.js';
import type { SecretRule } from '../secret-schema.js';
import type { SecretRules } from '../secrets-of.js';
import { fitsGlob } from '../text/glob.js';
import type { TextPattern } from '../text/text-pattern.js';
import { placeholderTest, publicNameTest } from './placeholders.js';

/** A pattern that is looked for near a value. */
export interface NearPattern {
  readonly pattern: TextPattern;
  readonly within: number;
}

/** A pattern of a rule, and those of the rule's keywords of which each match has one. */
export interface KeywordPattern {
  readonly pattern: TextPattern;
  readonly keywords: readonly string[];
}

/** A rule made ready. */
export interface CompiledSecret {
  readonly rule: SecretRule;
  /** Where several rules match one value, the lowest rank counts. */
  readonly rank: number;
  readonly patterns: readonly KeywordPattern[];
  readonly except: TextPattern | null;
  readonly near: NearPattern | null;
  /** A value with this near it is no secret. */
  readonly unlessNear: NearPattern | null;
  readonly pair: NearPattern | null;
}

export interface CompiledSecrets {
  readonly rules: readonly CompiledSecret[];
  readonly keywords: readonly string[];
  /** The rules that could match in a file, by the keywords in it. */
  candidates(path: string, keywords: Iterable<string>): readonly CompiledSecret[];
  isPlaceholder(value: string): boolean;
  /** Whether what a name gets is for everybody, or encrypted. */
  isPublicName(name: string): boolean;
}

const CONFIDENCE_RANK: Readonly<Record<Confidence, number>> = { high: 0, medium: 1, low: 2 };
const SEVERITIES = ['critical', 'high', 'medium', 'low'];

function worstSeverity({ severity, pair }: SecretRule): number {
  return SEVERITIES.indexOf(pair?.severity ?? severity);
}

/** Sure rules first, then severe ones: a value of a known format is not reported as any password. */
function inRank(a: SecretRule, b: SecretRule): number {
  const byConfidence = CONFIDENCE_RANK[a.confidence] - CONFIDENCE_RANK[b.confidence];
  return byConfidence || worstSeverity(a) - worstSeverity(b);
}

/** The keywords that a pattern spells out; all of a rule's where it spells out none. */
function keywordsIn(source: string, keywords: readonly string[]): readonly string[] {
  const plain = source.replaceAll(/\\([^\w])/g, '$1');
  const own = keywords.filter((keyword) => plain.includes(keyword));
  return own.length > 0 && !plain.includes('(?i)') ? own : keywords;
}

/** Prepares rules about secrets; their patterns were checked when they were loaded. */
export function compileSecrets({ rules, known }: SecretRules): CompiledSecrets {
  const pattern = textPatterns();
  const near = (given: { readonly text: string; readonly within: number } | undefined): NearPattern | null =>
    given === undefined ? null : { pattern: pattern(given.text), within: given.within };
  const compiled = rules.toSorted(inRank).map((rule, rank): CompiledSecret => ({
    rule,
    rank,
    patterns: rule.patterns.map((source) => ({
      pattern: pattern(source),
      keywords: keywordsIn(source, rule.keywords),
    })),
    except: rule.except === undefined ? null : pattern(rule.except),
    near: near(rule.near),
    unlessNear: near(rule.unlessNear),
    pair: near(rule.pair),
  }));
  const byKeyword = groupBy(compiled, ({ rule }) => rule.keywords);
  return {
    rules: compiled,
    keywords: [...byKeyword.keys()],
    candidates(path, keywords) {
      const found = new Set([...keywords].flatMap((keyword) => byKeyword.get(keyword) ?? []));
      return [...found].filter(({ rule }) => fitsGlob(path, rule.applies.files));
    },
    isPlaceholder: placeholderTest(known),
    isPublicName: publicNameTest(known),
  };
}
