import { lineAt } from '../match/hit.js';
import type { ScannedFile } from '../match/scanned-file.js';
import { windowsAround } from '../match/windows.js';
import type { TextMatch } from '../text/text-pattern.js';
import { limitOf } from '../../files/index.js';
import { assignedWindows } from './assigned-windows.js';
import type { CompiledSecret, CompiledSecrets, NearPattern } from './compiled-secrets.js';
import { entropyOf, mayBeChosen } from './placeholders.js';
import { hasStructure, plainValue } from './value-structure.js';

/** A stretch of a text, [start, end) in code units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A value that a rule found in a text. It stays in memory: reports have its digest. */
export interface FoundSecret extends Span {
  readonly secret: CompiledSecret;
  readonly value: string;
  /** The other part of the credentials; null where it is not near, or the rule knows none. */
  readonly pair: Span | null;
}

interface Query {
  readonly file: ScannedFile;
  readonly text: string;
  readonly secrets: CompiledSecrets;
}

/** The text around a value, and its offset. */
function around(text: string, { start, end }: Span, within: number): { text: string; offset: number } {
  const offset = Math.max(0, start - within);
  return { text: text.slice(offset, end + within), offset };
}

/** The nearest match of a pattern beside a value, not in it. */
function matchNear({ text, secrets }: Query, span: Span, wanted: NearPattern): Span | null {
  const part = around(text, span, wanted.within);
  let nearest: Span | null = null;
  const distance = ({ start }: Span): number => Math.abs(start - span.start);
  for (const { inner, innerStart } of wanted.pattern.matches(part.text)) {
    const start = part.offset + innerStart;
    const found = { start, end: start + inner.length };
    const isApart = found.end <= span.start || found.start >= span.end;
    if (!isApart || secrets.isPlaceholder(inner)) continue;
    if (!nearest || distance(found) < distance(nearest)) nearest = found;
  }
  return nearest;
}

/** Characters of a name before a match that the exceptions of a rule are looked for in, too. */
const NAME_BEFORE = /[\w.$-]{1,60}$/;

/** A match with the name that it begins in. */
function withName({ seen, start }: TextMatch, { text }: Query): string {
  return (NAME_BEFORE.exec(text.slice(Math.max(0, start - 60), start))?.[0] ?? '') + seen;
}

/** The name that gets the value of a match. */
function nameOf(match: TextMatch, query: Query): string {
  const named = withName(match, query);
  return named.slice(0, named.length - (match.seen.length - (match.innerStart - match.start)));
}

/** Whether a match may be a value: it is no example, and no word. */
function mayBeSecret({ rule, except }: CompiledSecret, match: TextMatch, query: Query): boolean {
  const value = plainValue(match.inner, rule.structure);
  if (except?.isIn(withName(match, query)) || query.secrets.isPlaceholder(value)) return false;
  if (rule.assigned && query.secrets.isPublicName(nameOf(match, query))) return false;
  if (rule.chosen && !mayBeChosen(value)) return false;
  return entropyOf(value) >= rule.entropy;
}

/** A value of a rule. One that is made up, or meant for everybody, is no secret of any other rule, either. */
type Candidate = FoundSecret & { readonly isNone: boolean };

function foundAt(secret: CompiledSecret, match: TextMatch, query: Query): readonly Candidate[] {
  const span = { start: match.innerStart, end: match.innerStart + match.inner.length };
  const value = plainValue(match.inner, secret.rule.structure);
  if (!mayBeSecret(secret, match, query)) return [];
  const { structure } = secret.rule;
  // A token with a wrong checksum was made up.
  const isMadeUp = !hasStructure(value, structure);
  if (isMadeUp && structure !== 'crc32-base62') return [];
  if (secret.near && !matchNear(query, span, secret.near)) return [];
  const isPublic = secret.unlessNear !== null && matchNear(query, span, secret.unlessNear) !== null;
  const isNone = isMadeUp || isPublic;
  const pair = secret.pair && matchNear(query, span, secret.pair);
  return [{ ...span, secret, value, pair, isNone }];
}

/** The values of a rule in a text, those near its keywords. */
function* valuesOf(secret: CompiledSecret, query: Query): Generator<Candidate> {
  const { file, text } = query;
  const windowsOf = secret.rule.assigned ? assignedWindows : windowsAround;
  for (const { pattern, keywords } of secret.patterns) {
    const there = keywords.filter((keyword) => file.keywords.has(keyword));
    for (const window of there.length > 0 ? windowsOf(file, there) : [])
      for (const match of pattern.matches(text.slice(window.start, window.end))) {
        const { start, innerStart } = match;
        const placed = { ...match, start: start + window.start, innerStart: innerStart + window.start };
        yield* foundAt(secret, placed, query);
      }
  }
}

function firstOf<T>(items: Iterable<T>, count: number): T[] {
  const first: T[] = [];
  for (const item of items) {
    first.push(item);
    if (first.length >= count) break;
  }
  return first;
}

function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** The values in a text. Where several rules match one value, the surest rule counts. */
export function findSecrets(file: ScannedFile, secrets: CompiledSecrets, isOfOthers: boolean): FoundSecret[] {
  const candidates = secrets
    .candidates(file.path, file.keywords)
    .filter(({ rule }) => !isOfOthers || rule.applies.to === 'any');
  if (candidates.length === 0) return [];
  const query = { file, text: file.text(), secrets };
  const all = candidates.flatMap((secret) => firstOf(valuesOf(secret, query), limitOf('rule-hits')));
  all.sort((a, b) => a.secret.rank - b.secret.rank || a.start - b.start);
  const kept: FoundSecret[] = [];
  const taken: Span[] = [];
  for (const { isNone, ...found } of all) {
    if (taken.some((span) => overlaps(span, found))) continue;
    if (!isNone) kept.push(found);
    taken.push(found, ...(found.pair ? [found.pair] : []));
  }
  return kept;
}

/** 1-based line of an offset in a file's text. */
export function lineOf(file: ScannedFile, offset: number): number {
  return lineAt(file.text(), offset);
}
