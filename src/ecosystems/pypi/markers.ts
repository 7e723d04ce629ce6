import { limitOf } from '../../files/index.js';
import { pep440, readSpecifiers } from '../../versions/index.js';
import { normaliseName } from './names.js';
import { valuesOf, type PythonEnvironment } from './python-environment.js';

/** A condition's answer about an environment and the wanted extras; null when it depends on something unknown. */
export type Marker = (environment: PythonEnvironment, extras: ReadonlySet<string>) => boolean | null;

const TOKEN =
  /\s*(?:(\(|\))|(and|or|not\s+in|in)(?![\w.])|(===?|~=|!=|<=?|>=?)|'([^']*)'|"([^"]*)"|([a-z_][\w.]*))/iy;

type Token = { readonly kind: 'bracket' | 'word' | 'operator' | 'name' | 'text'; readonly text: string };

function tokenOf(match: RegExpExecArray): Token {
  const [, bracket, word, operator, single, double, name = ''] = match;
  if (bracket !== undefined) return { kind: 'bracket', text: bracket };
  if (word !== undefined) {
    const text = word.toLowerCase().replace(/\s+/, ' ');
    return { kind: text.endsWith('in') ? 'operator' : 'word', text };
  }
  if (operator !== undefined) return { kind: 'operator', text: operator };
  const text = single ?? double;
  return text === undefined ? { kind: 'name', text: name } : { kind: 'text', text };
}

/** The words of a marker; null when it holds something else. */
function tokensOf(marker: string): Token[] | null {
  const text = marker.trimEnd();
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const match = TOKEN.exec(text);
    if (!match) return null;
    tokens.push(tokenOf(match));
  }
  return tokens;
}

/** `a in b`, and equality of texts; null for another comparison. */
function compareTexts(left: string, operator: string, right: string): boolean | null {
  switch (operator) {
    case 'in':
      return right.includes(left);
    case 'not in':
      return !right.includes(left);
    case '==':
    case '===':
      return left === right;
    case '!=':
      return left !== right;
    default:
      return null;
  }
}

interface Comparison {
  readonly left: Token;
  readonly operator: string;
  readonly right: Token;
}

const MIRRORED: ReadonlyMap<string, string> = new Map([
  ['<', '>'],
  ['<=', '>='],
  ['>', '<'],
  ['>=', '<='],
]);

/** Compares as versions if both are versions, else as texts. */
type Compare = (value: string) => boolean | null;

function comparerOf(
  { left, operator, right }: Comparison,
  contains: ReturnType<typeof readSpecifiers>,
): Compare {
  return (value) => {
    if (contains && !operator.endsWith('in') && pep440.isValid(value)) return contains(value);
    return left.kind === 'name'
      ? compareTexts(value, operator, right.text)
      : compareTexts(left.text, operator, value);
  };
}

function extraMarker(operator: string, extra: string): Marker {
  const wanted = normaliseName(extra);
  if (operator === '==' || operator === 'in') return (_, extras) => extras.has(wanted);
  return operator === '!=' || operator === 'not in' ? (_, extras) => !extras.has(wanted) : () => null;
}

const SETS_OF_NAMES = new Set(['extra', 'extras', 'dependency_groups']);

function markerOf(comparison: Comparison): Marker {
  const { left, operator, right } = comparison;
  const [variable, constant] = left.kind === 'name' ? [left, right] : [right, left];
  if (variable.kind !== 'name' || constant.kind !== 'text') return () => null;
  if (SETS_OF_NAMES.has(variable.text)) return extraMarker(operator, constant.text);
  const written = left.kind === 'name' ? operator : (MIRRORED.get(operator) ?? operator);
  const compare = comparerOf(comparison, readSpecifiers(written + constant.text));
  return (environment) => {
    const answers = new Set(valuesOf(variable.text, environment).map(compare));
    const [answer = null] = answers;
    return answers.size === 1 ? answer : null;
  };
}

function and(a: Marker, b: Marker): Marker {
  return (environment, extras) => {
    const [left, right] = [a(environment, extras), b(environment, extras)];
    if (left === false || right === false) return false;
    return left === null || right === null ? null : true;
  };
}

function or(a: Marker, b: Marker): Marker {
  return (environment, extras) => {
    const [left, right] = [a(environment, extras), b(environment, extras)];
    if (left === true || right === true) return true;
    return left === null || right === null ? null : false;
  };
}

/** Markers joined so far at one depth of brackets: `and` binds closer than `or`. */
interface Level {
  alternatives: Marker[];
  factors: Marker[];
}

function joined(markers: readonly Marker[], join: typeof and): Marker | null {
  return markers.length === 0 ? null : balanced(markers, join);
}

/** Joined in halves: the calls nest no deeper than the logarithm of their number. */
function balanced(markers: readonly Marker[], join: typeof and): Marker {
  const [only] = markers;
  if (only && markers.length === 1) return only;
  const half = markers.length >> 1;
  return join(balanced(markers.slice(0, half), join), balanced(markers.slice(half), join));
}

function closed({ alternatives, factors }: Level): Marker | null {
  const last = joined(factors, and);
  return last && joined([...alternatives, last], or);
}

const UNKNOWN: Marker = () => null;

/** Reads the tokens with a stack of its own: brackets of hostile metadata nest as deep as they like. */
class MarkerReader {
  private readonly outer: Level[] = [];
  private level: Level = { alternatives: [], factors: [] };

  /** The whole condition; null when it is not well formed. */
  read(tokens: readonly Token[]): Marker | null {
    let at = 0;
    while (at < tokens.length) {
      const taken = this.take(tokens, at);
      if (taken === 0) return null;
      at += taken;
    }
    return this.outer.length === 0 ? closed(this.level) : null;
  }

  /** The number of tokens taken; 0 when they have no place there. */
  private take(tokens: readonly Token[], at: number): number {
    const [first, second, third] = tokens.slice(at, at + 3);
    if (first?.kind === 'bracket') return Number(this.bracket(first.text));
    if (first?.kind === 'word') return Number(this.word(first.text));
    if (!first || second?.kind !== 'operator' || !third) return 0;
    this.level.factors.push(markerOf({ left: first, operator: second.text, right: third }));
    return 3;
  }

  private bracket(text: string): boolean {
    if (text === '(') {
      if (this.outer.length >= limitOf('marker-depth')) return false;
      this.outer.push(this.level);
      this.level = { alternatives: [], factors: [] };
      return true;
    }
    const inner = closed(this.level);
    const around = this.outer.pop();
    if (!inner || !around) return false;
    around.factors.push(inner);
    this.level = around;
    return true;
  }

  private word(text: string): boolean {
    if (text === 'and') return this.level.factors.length > 0;
    const alternative = joined(this.level.factors, and);
    if (!alternative) return false;
    this.level.alternatives.push(alternative);
    this.level.factors = [];
    return true;
  }
}

/** Markers repeat from package to package. */
const known = new Map<string, Marker>();
const MAX_KNOWN = 5000;

/**
 * Reads the condition of a requirement. One that cannot be read is unknown everywhere.
 * https://packaging.python.org/en/latest/specifications/dependency-specifiers/#environment-markers
 */
export function readMarker(text: string | null): Marker {
  if (text === null) return () => true;
  if (text.length > limitOf('python-requirement')) return UNKNOWN;
  const seen = known.get(text);
  if (seen) return seen;
  const tokens = tokensOf(text);
  const marker = (tokens && new MarkerReader().read(tokens)) ?? UNKNOWN;
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(text, marker);
  return marker;
}
