import { lineAt, type Hit } from './hit.js';
import { match, type MatchContext } from './match.js';
import type { ScannedFile } from './scanned-file.js';
import type { Matcher, Signature } from '../signature-schema.js';

/** In a file of this many bytes, which holds several modules, an exception counts only near its hit. */
const BUNDLE_BYTES = 200_000;
/** How near, in characters. */
const NEAR = 8_000;

/** The text around a hit, as if it were the whole file. */
function surroundings(file: ScannedFile, { offset }: Hit, reach: number): ScannedFile {
  const text = file.text().slice(Math.max(0, offset - reach), offset + reach);
  return { ...file, text: () => text, tree: () => null, unread: () => [] };
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
 * A hit of a rule with `within`, followed by what it needs near it; of several the first that has all.
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

/** The hits that no exception of their rule covers. */
export function unexcepted(
  hits: readonly Hit[],
  exceptions: readonly Matcher[],
  context: MatchContext,
): readonly Hit[] {
  if (exceptions.length === 0 || hits.length === 0) return hits;
  const isExcepted = (file: ScannedFile): boolean =>
    exceptions.some((exception) => match(exception, { ...context, file, every: false }) !== null);
  const isPlaced = ({ line }: Hit): boolean => line !== null;
  if (context.file.bytes.length < BUNDLE_BYTES || !hits.some(isPlaced))
    return isExcepted(context.file) ? [] : hits;
  const left = hits.filter((hit) => !isPlaced(hit) || !isExcepted(surroundings(context.file, hit, NEAR)));
  return left.some(isPlaced) ? left : [];
}
