import { lineAt, type Hit } from './hit.js';
import { match, type MatchContext } from './match.js';
import type { ScannedFile } from './scanned-file.js';
import type { Matcher, Signature } from '../signature-schema.js';
import { withoutComments } from '../../syntax/index.js';
import { usesTree } from './compiled-rules.js';

/** Maximum distance of an exception from its match in characters, unless the rule has its own. */
const NEAR = 2_000;

const codeOfFile = new WeakMap<ScannedFile, ScannedFile>();

/** A file without its comments. */
function codeOf(file: ScannedFile): ScannedFile {
  const known = codeOfFile.get(file);
  if (known) return known;
  const text = withoutComments(file.text(), file.whole());
  const code = { ...file, text: () => text, foundAt: () => undefined };
  codeOfFile.set(file, code);
  return code;
}

/** The text around a hit, as if it were the whole file. */
function surroundings(file: ScannedFile, { offset }: Hit, reach: number): ScannedFile {
  const text = file.text().slice(Math.max(0, offset - reach), offset + reach);
  return {
    ...file,
    text: () => text,
    foundAt: () => undefined,
    tree: () => null,
    python: () => null,
    unread: () => [],
  };
}

interface Place {
  readonly hit: Hit;
  /** Characters on either side. */
  readonly reach: number;
}

/** Whether a rule can match anywhere in a text. An import may be far away from where it is used. */
function canMatch({ alsoKeywords }: Signature, text: string): boolean {
  return alsoKeywords.length === 0 || alsoKeywords.some((word) => text.includes(word));
}

/** The matches around a hit, placed in the whole file except for the line; null without a match. */
function seenAround(rule: Signature, { hit, reach }: Place, context: MatchContext): Hit | null {
  const file = surroundings(context.file, hit, reach);
  const [first] = match(rule.match, { ...context, file, keywords: rule.keywords, every: false }) ?? [];
  if (!first) return null;
  return { ...first, offset: first.offset + Math.max(0, hit.offset - reach) };
}

/**
 * A hit of a rule with `within`, followed by the matches that it needs near it; the first hit that has all.
 * @param needed the rules that it needs.
 */
export function withPartners(
  hits: readonly Hit[],
  { within, needed }: { readonly within: number; readonly needed: readonly Signature[] },
  context: MatchContext,
): readonly Hit[] {
  const whole = context.file.text();
  // There may be as many hits as the text is long: work on the whole text is done once.
  if (!needed.every((rule) => canMatch(rule, whole))) return [];
  for (const hit of hits) {
    const partners = needed.map((rule) => seenAround(rule, { hit, reach: within }, context));
    if (!partners.every((partner) => partner !== null)) continue;
    return [hit, ...partners.map((partner) => ({ ...partner, line: lineAt(whole, partner.offset) }))];
  }
  return [];
}

/** Offsets of the calls that an exception is for. */
function exceptedCalls(exception: Matcher, context: MatchContext): ReadonlySet<number> {
  return new Set((match(exception, { ...context, every: true }) ?? []).map(({ offset }) => offset));
}

/** Whether a matcher is about a text around something. */
function isText(matcher: Matcher): boolean {
  if ('all' in matcher) return matcher.all.every(isText);
  return 'text' in matcher;
}

/** Whether an exception is for a hit. */
type Excepts = (hit: Hit) => boolean;

function exceptsOf(exception: Matcher, reach: number, context: MatchContext): Excepts {
  if (usesTree(exception)) {
    const calls = exceptedCalls(exception, context);
    return ({ offset }) => calls.has(offset);
  }
  if (!isText(exception)) {
    const isMatched = match(exception, { ...context, every: false }) !== null;
    return () => isMatched;
  }
  const isIn = (file: ScannedFile): boolean => match(exception, { ...context, file, every: false }) !== null;
  // Comments are looked for only where an exception is seen at all.
  return (hit) =>
    hit.line !== null &&
    isIn(surroundings(context.file, hit, reach)) &&
    isIn(surroundings(codeOf(context.file), hit, reach));
}

/** The hits that no exception of their rule is for. */
export function unexcepted(
  hits: readonly Hit[],
  { unless, within = NEAR }: Pick<Signature, 'unless' | 'within'>,
  context: MatchContext,
): readonly Hit[] {
  if (unless.length === 0 || hits.length === 0) return hits;
  const exceptions = unless.map((exception) => exceptsOf(exception, within, context));
  const left = hits.filter((hit) => !exceptions.some((excepts) => excepts(hit)));
  const isPlaced = ({ line }: Hit): boolean => line !== null;
  return left.some(isPlaced) || !hits.some(isPlaced) ? left : [];
}
