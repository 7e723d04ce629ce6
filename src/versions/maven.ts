import { compareDigits, withoutZeros } from './digit-lists.js';
import { readMavenRange } from './maven-range.js';
import type { VersionOrdering } from './version-ordering.js';

/** Longer ones are no versions, and keep hostile text out of the parser. */
const MAX_LENGTH = 256;
const SHAPE = /^[\da-z][\w.+~-]*$/i;
/** Words that Maven replaces by a version: https://maven.apache.org/ref/3-LATEST/maven-artifact/xref/org/apache/maven/artifact/Artifact.html */
const NO_VERSIONS: ReadonlySet<string> = new Set(['latest', 'release']);

/** Known words in their order; '' stands for a release. */
const WORDS = ['alpha', 'beta', 'milestone', 'rc', 'snapshot', '', 'sp'];
const RELEASE = WORDS.indexOf('');
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['ga', ''],
  ['final', ''],
  ['release', ''],
  ['cr', 'rc'],
]);
/** These stand for a word only right before a digit. */
const LETTERS: ReadonlyMap<string, string> = new Map([
  ['a', 'alpha'],
  ['b', 'beta'],
  ['m', 'milestone'],
]);
/** Other words of versions that come before a release, whatever the order says: `5.0.0.BUILD-SNAPSHOT`, `9.4.0.pre1`. */
const EARLY_WORDS: ReadonlySet<string> = new Set(['pre', 'preview', 'dev', 'ea', 'nightly']);

/** A number as digits without zeros at their start, or a word. */
type Part = { readonly digits: string } | { readonly rank: number; readonly word: string };

/** A list of parts; a hyphen, or a change between digits and letters, begins a list inside it, always as its last item. */
interface Level {
  readonly parts: Part[];
  next: Level | null;
}

const ZERO: Part = { digits: '0' };

function wordPart(text: string, isBeforeDigit: boolean): Part {
  const long = isBeforeDigit ? (LETTERS.get(text) ?? text) : text;
  const word = ALIASES.get(long) ?? long;
  const rank = WORDS.indexOf(word);
  return { rank: rank === -1 ? WORDS.length : rank, word };
}

/** Builds the lists of a version from its tokens. */
class LevelBuilder {
  readonly levels: Level[] = [{ parts: [], next: null }];

  private get last(): Level {
    return this.levels.at(-1)!;
  }

  add(part: Part): void {
    this.last.parts.push(part);
  }

  open(): void {
    const level: Level = { parts: [], next: null };
    this.last.next = level;
    this.levels.push(level);
  }

  /** A word begins a list of its own behind other parts. */
  addWord(text: string, isBeforeDigit: boolean): void {
    if (this.last.parts.length > 0) this.open();
    this.add(wordPart(text, isBeforeDigit));
  }
}

function isNull(part: Part | undefined): boolean {
  return part !== undefined && ('digits' in part ? part.digits === '0' : part.rank === RELEASE);
}

/** Removes what says nothing at the end of each list: `1.0.0-ga` is `1`. @returns the first list. */
function normalised(levels: readonly Level[]): Level {
  for (const level of levels.toReversed()) {
    if (level.next && level.next.parts.length === 0 && level.next.next === null) level.next = null;
    while (isNull(level.parts.at(-1))) level.parts.pop();
  }
  return levels[0]!;
}

function isDigits(text: string): boolean {
  return text >= '0' && text < ':';
}

function partOf(token: string): Part {
  return isDigits(token) ? { digits: withoutZeros(token) } : wordPart(token, false);
}

/** Reads the digits or letters of a version; what came before them is added. */
function addBefore(pending: string, token: string, builder: LevelBuilder): void {
  if (pending === '') return;
  if (isDigits(pending)) builder.add(partOf(pending));
  else builder.addWord(pending, isDigits(token));
  builder.open();
}

function parseLevels(version: string): Level {
  const builder = new LevelBuilder();
  let pending = '';
  for (const token of version.toLowerCase().match(/[.-]|\d+|[^.\d-]+/g) ?? []) {
    if (token === '.' || token === '-') {
      builder.add(pending === '' ? ZERO : partOf(pending));
      if (token === '-') builder.open();
      pending = '';
    } else {
      addBefore(pending, token, builder);
      pending = token;
    }
  }
  if (pending !== '' && isDigits(pending)) builder.add(partOf(pending));
  else if (pending !== '') builder.addWord(pending, false);
  return normalised(builder.levels);
}

/** Order of words: known ones by their place, others behind them by their letters. */
function compareWords(a: { rank: number; word: string }, b: { rank: number; word: string }): number {
  if (a.rank !== b.rank || a.rank < WORDS.length) return a.rank - b.rank;
  return a.word === b.word ? 0 : a.word < b.word ? -1 : 1;
}

type Item = Part | Level;

/** Words come before lists, lists before numbers. */
function kindOf(item: Item): number {
  if ('parts' in item) return 1;
  return 'digits' in item ? 2 : 0;
}

function itemsOf({ parts, next }: Level): readonly Item[] {
  return next ? [...parts, next] : parts;
}

/** Order of an item and none. */
function compareToNone(item: Item): number {
  if ('digits' in item) return item.digits === '0' ? 0 : 1;
  if ('word' in item) return item.rank - RELEASE;
  for (const inner of itemsOf(item)) {
    const order = compareToNone(inner);
    if (order !== 0) return order;
  }
  return 0;
}

function compareItems(a: Item | undefined, b: Item | undefined): number {
  if (a === undefined) return b === undefined ? 0 : -compareToNone(b);
  if (b === undefined) return compareToNone(a);
  if ('parts' in a && 'parts' in b) return compareLevels(a, b);
  if ('digits' in a && 'digits' in b) return compareDigits(a.digits, b.digits);
  return 'word' in a && 'word' in b ? compareWords(a, b) : kindOf(a) - kindOf(b);
}

function compareLevels(a: Level, b: Level): number {
  const [left, right] = [itemsOf(a), itemsOf(b)];
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    const order = compareItems(left[at], right[at]);
    if (order !== 0) return order;
  }
  return 0;
}

/** An advisory's bounds are compared with every version of its package: reading them again costs more than comparing. */
const known = new Map<string, Level | null>();
const MAX_KNOWN = 20_000;

function parse(version: string): Level | null {
  if (version.length > MAX_LENGTH) return null;
  const seen = known.get(version);
  if (seen !== undefined) return seen;
  const isVersion = SHAPE.test(version) && !NO_VERSIONS.has(version.toLowerCase());
  const read = isVersion ? parseLevels(version) : null;
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(version, read);
  return read;
}

function isEarly(part: Part): boolean {
  return 'word' in part && (part.rank < RELEASE || EARLY_WORDS.has(part.word));
}

function compare(a: string, b: string): number | null {
  const [left, right] = [parse(a), parse(b)];
  return left && right && compareLevels(left, right);
}

/** Platforms that Guava, JDBC drivers and others publish builds of one release for. */
const PLATFORM = /[.-]((?:android|java|jdk|jre)\d*)$/;

/** The order of versions of Maven 3.9: https://maven.apache.org/pom.html#version-order-specification */
export const maven = {
  id: 'maven',
  isValid: (version) => parse(version) !== null,
  isPrerelease(version) {
    for (let level = parse(version); level !== null; level = level.next)
      if (level.parts.some(isEarly)) return true;
    return false;
  },
  platformOf: (version) => PLATFORM.exec(version.toLowerCase())?.[1] ?? '',
  compare,
  readRange: (text) => Promise.resolve(readMavenRange(text, compare)),
} satisfies VersionOrdering;
