import type { SourceFile } from '../support/source-imports.js';
import type { Token } from '../support/source-tokens.js';
import { folderOf } from './import-rules.js';
import { NO_LIMITS } from './no-limits.js';

/** Folders whose code reads the target or decides about it. */
const READERS: ReadonlySet<string> = new Set([
  'files',
  'unpackers',
  'extractors',
  'syntax',
  'program',
  'ecosystems',
  'evidence',
  'recognition',
  'inventory',
  'sources',
  'templates',
  'sbom',
  'signatures',
  'detectors',
]);

const TABLE = 'src/files/limit-table.ts';
/** Parameters of recognition: code that they leave undecided is unattributed, or has several candidate versions. */
const PARAMETERS = 'src/recognition/parameters/';
/** A `SHOWN` constant bounds what a report shows; the count covers everything. */
const SHOWN = /(?:^|_)SHOWN(?:_|$)/;
const LIMITING = /(?:^|_)(?:MAX|MOST|LIMIT|CAP|BUDGET)(?:_|$)/;
const CONSTANT = /^[A-Z][A-Z\d_]*$/;
/** Smaller numbers count letters, arguments and segments. */
const LEAST = 20;
/** Names of lower bounds, which leave out small things. */
const LOWER = /^(?:MIN|LEAST)(?:_|$)/;

/** Hexadecimal numbers belong to formats: bytes, marks and characters. */
function valueOf(token: Token | undefined): number {
  return token?.kind === 'number' && !token.text.startsWith('0x')
    ? Number(token.text.replaceAll('_', ''))
    : Number.NaN;
}

/** The number that begins here: a literal, or a product or power of literals. */
function numberAt(tokens: readonly Token[], at: number): number {
  let value = valueOf(tokens[at]);
  for (let next = at + 1; tokens[next]?.text === '*'; next += 2) {
    const isPower = tokens[next + 1]?.text === '*';
    if (isPower) next += 1;
    const factor = valueOf(tokens[next + 1]);
    if (!Number.isNaN(factor)) value = isPower ? value ** factor : value * factor;
  }
  return value;
}

/** Numeric constants of a file, by name. */
function constantsOf(tokens: readonly Token[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const [at, { text }] of tokens.entries()) {
    const name = tokens[at + 1]?.text ?? '';
    if (text !== 'const' || !CONSTANT.test(name) || tokens[at + 2]?.text !== '=') continue;
    const value = numberAt(tokens, at + 3);
    if (!Number.isNaN(value)) found.set(name, value);
  }
  return found;
}

function isOrder(token: Token | undefined): boolean {
  return token?.kind === 'punctuator' && (token.text === '<' || token.text === '>');
}

const CUTTING = new Set(['slice', 'subarray', 'substring', 'split', 'Math.min']);

/** Whether the number at a place is compared by order: `x > 5`, `5 >= x`. */
function isCompared(tokens: readonly Token[], at: number): boolean {
  const isAssigning = tokens[at - 1]?.text === '=';
  const before = at - (isAssigning ? 2 : 1);
  if (isOrder(tokens[before])) return tokens[before - 1]?.text !== tokens[before]?.text;
  return isOrder(tokens[at + 1]) && !isOrder(tokens[at + 2]);
}

/** Whether the number at a place is the last argument of a cut: `x.slice(0, 5)`. */
function isCutting(tokens: readonly Token[], at: number): boolean {
  if (tokens[at + 1]?.text !== ')') return false;
  let open = at - 1;
  while (open > at - 7 && tokens[open]?.text !== '(') open -= 1;
  const name = tokens[open - 1]?.text ?? '';
  return CUTTING.has(name) || CUTTING.has(`${tokens[open - 3]?.text}.${name}`);
}

/** Names and numbers in a file that bound how much it reads. */
function boundsIn({ tokens }: SourceFile): string[] {
  const constants = constantsOf(tokens);
  const named = [...constants.keys()].filter((name) => LIMITING.test(name));
  const used = tokens.flatMap(({ kind, text }, at): string[] => {
    const value = kind === 'number' ? valueOf(tokens[at]) : (constants.get(text) ?? Number.NaN);
    return value >= LEAST && (isCompared(tokens, at) || isCutting(tokens, at)) ? [text] : [];
  });
  return [...new Set([...named, ...used])].filter((name) => !SHOWN.test(name) && !LOWER.test(name));
}

function isReader({ path }: SourceFile): boolean {
  return READERS.has(folderOf(path)) && path !== TABLE && !path.startsWith(PARAMETERS);
}

/** Numbers of readers and detectors that look like limits, but are neither in the table nor listed as exceptions. */
export function limitViolations(files: readonly SourceFile[]): string[] {
  return files
    .filter(isReader)
    .flatMap((file) => boundsIn(file).map((name) => `${file.path}: ${name}`))
    .filter((bound) => !NO_LIMITS.has(bound))
    .map((bound) => `${bound} bounds what is read: it belongs into ${TABLE}`);
}

/** Exceptions that match no file any more. */
export function unusedExceptions(files: readonly SourceFile[]): string[] {
  const needed = new Set(
    files.filter(isReader).flatMap((file) => boundsIn(file).map((name) => `${file.path}: ${name}`)),
  );
  return [...NO_LIMITS].filter((bound) => !needed.has(bound));
}
