import { BRACKET_DEPTHS, provedByPattern, type ClassUnit, type PythonValue } from '../program/index.js';

/** What a type lets through. */
export interface PythonType {
  /** Whether some value of it may be any text, or anything. */
  readonly isOpen: boolean;
  /** Classes of the program whose instances it has. */
  readonly classes: readonly ClassUnit[];
  /** Whether it is a list, or the like, of what it lets through. */
  readonly isList: boolean;
}

export interface TypeNames {
  /** Names of types of which no value does harm. */
  readonly plain: ReadonlySet<string>;
  /** What a name means. */
  lookUp(name: string): readonly PythonValue[];
  /** The name of a value of another module; null of others. */
  nameOf(value: PythonValue): string | null;
  /** Types by the names that the module gives them. */
  readonly aliases: ReadonlyMap<string, string>;
  /** Names that the module's code defines or imports. */
  readonly given: ReadonlySet<string>;
}

const HARMLESS: PythonType = { isOpen: false, classes: [], isList: false };
const OPEN: PythonType = { isOpen: true, classes: [], isList: false };

/** Types inside each other, and names of types for others, that are looked into. */
const DEEPEST = 6;
/** Characters of a type, with its default, that are looked at. */
const LONGEST_TYPE = 600;

const HOLDERS = /(?:^|\.)(?:[Ll]ist|[Tt]uple|[Ss]et|[Ff]rozen[Ss]et|Sequence|Iterable|[Dd]ict|Mapping)$/;
/** A pattern that a value must fit. */
const PATTERN = /\b(?:pattern|regex)\s{0,4}=\s{0,4}r?(?:"([^"\n]{1,200})"|'([^'\n]{1,200})')/;

/** The signs of a text that stand in no quotes, with their positions. */
function* signsOf(text: string): Generator<readonly [at: number, sign: string]> {
  let quote = '';
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    const isQuote = sign === '"' || sign === "'";
    if (quote === '' && !isQuote) yield [at, sign];
    if (isQuote && (quote === '' || quote === sign)) quote = quote === '' ? sign : '';
  }
}

/** The parts of a text between separators that stand in no brackets and no quotes. */
export function partsOf(text: string, separator: string): string[] {
  const parts: string[] = [];
  let [depth, from] = [0, 0];
  for (const [at, sign] of signsOf(text)) {
    depth += BRACKET_DEPTHS.get(sign) ?? 0;
    if (sign !== separator || depth !== 0) continue;
    parts.push(text.slice(from, at));
    from = at + 1;
  }
  return [...parts, text.slice(from)].map((part) => part.trim());
}

/** The code from a position to the end of its statement, over lines in brackets. */
export function statementAt(text: string, start: number): string {
  const [statement = ''] = partsOf(text.slice(start, start + LONGEST_TYPE), '\n');
  return statement;
}

/** Whether a value must fit a pattern that lets no harm through: `Field(pattern='^[a-z]+$')`. */
export function limitsPattern(code: string): boolean {
  const [, double, single] = PATTERN.exec(code) ?? [];
  return provedByPattern(double ?? single ?? '') === 'value';
}

/** Types of texts, which may be missing. */
const TEXT_TYPE =
  /^(?:Optional\[\s?)?(?:str|constr|EmailStr|StrictStr|SecretStr|AnyUrl|HttpUrl|AnyHttpUrl)\b[^|,[]*\]?(?:\s?\|\s?None)?$/;

/** Whether all values of a type are texts: `str`, `str | None`. */
export function isTextType(code: string): boolean {
  return TEXT_TYPE.test(code.trim().replace(/^(["'])(.*)\1$/s, '$2'));
}

function union(types: readonly PythonType[], isList = false): PythonType {
  return {
    isOpen: types.some(({ isOpen }) => isOpen),
    classes: types.flatMap(({ classes }) => classes),
    isList: isList || types.some((each) => each.isList),
  };
}

function lastName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

/** A line that gives a name a type: `Kind = Literal['a', 'b']`, `type Id = str`. */
const ALIAS = /^(?:type )?(\w{1,80})(?:: ?(?:\w{1,40}\.)?TypeAlias)? ?= ?(?=[\w'"])/gm;

/** The types that lines of a module give names. */
export function aliasesIn(text: string): ReadonlyMap<string, string> {
  const found = [...text.matchAll(ALIAS)];
  return new Map(
    found.map(([line, name = ''], at) => [name, statementAt(text, (found[at]?.index ?? 0) + line.length)]),
  );
}

/** Lines that define a class or a variable, and what import statements list. */
const GIVING =
  /^[ \t]*(?:class[ \t]+(\w{1,200})|(\w{1,200})[ \t]*(?::[^=\n]{0,200})?=(?!=))|\bimport\b[ \t]*(\([^)]{0,8000}\)|[^\n]{0,1000})/gm;

/** The names that a module's code defines or imports. */
export function namesGivenIn(text: string): ReadonlySet<string> {
  const found = [...text.matchAll(GIVING)];
  return new Set(
    found.flatMap(([, type, variable, listed]) => type ?? variable ?? listed?.match(/\w+/g) ?? []),
  );
}

function isEnum(unit: ClassUnit, names: TypeNames): boolean {
  return [...unit.bases.values.values()].some((base) => (names.nameOf(base) ?? '').startsWith('enum.'));
}

/** Dictionaries whose keys are named: code reads them as data. */
function isDictionary(unit: ClassUnit, names: TypeNames): boolean {
  return [...unit.bases.values.values()].some((base) => (names.nameOf(base) ?? '').endsWith('.TypedDict'));
}

/** Types of the language of which any value may do harm. */
const ANY_VALUE = /^(?:str|bytes|bytearray|object|dict|list|set|frozenset|tuple|type|memoryview)$/;

/**
 * What a name means. One that the code defines or imports lets nothing through until that code has run; of any other, such as one
 * that `from models import *` brings, nothing is known.
 */
function named(name: string, names: TypeNames, depth: number): PythonType {
  if (names.plain.has(lastName(name)) || name === '...') return HARMLESS;
  const values = names.lookUp(name);
  const units = values.flatMap((value) => (value.kind === 'class' ? [value.unit] : []));
  if (units.length > 0) return ofClasses(units, names);
  const alias = names.aliases.get(name);
  if (alias !== undefined) return typeOf(alias, names, depth - 1);
  const isGiven = names.given.has(name.split('.', 1)[0] ?? '');
  return values.length > 0 || ANY_VALUE.test(name) || !isGiven ? OPEN : HARMLESS;
}

function ofClasses(units: readonly ClassUnit[], names: TypeNames): PythonType {
  if (units.every((unit) => isEnum(unit, names))) return HARMLESS;
  return { isOpen: units.some((unit) => isDictionary(unit, names)), classes: units, isList: false };
}

function generic(name: string, inner: readonly string[], next: (text: string) => PythonType): PythonType {
  if (name === 'Literal') return HARMLESS;
  const [first = '', ...others] = inner;
  if (name !== 'Annotated') return union(inner.map(next), HOLDERS.test(name));
  return others.some(limitsPattern) ? HARMLESS : next(first);
}

/** The type of a name with more behind it: `List[str]`, `constr(pattern='…')`. */
function combined(text: string, names: TypeNames, next: (part: string) => PythonType): PythonType {
  const [, name = '', inner = ''] = /^([\w.]+)\s?[[(](.*)[\])]$/s.exec(text) ?? [];
  if (name === '') return OPEN;
  if (text.endsWith(']')) return generic(lastName(name), partsOf(inner, ',').filter(Boolean), next);
  return names.plain.has(lastName(name)) || limitsPattern(text) ? HARMLESS : OPEN;
}

/** What a type, as code writes it, lets through. */
export function typeOf(code: string, names: TypeNames, depth = DEEPEST): PythonType {
  const text = code.trim().replace(/^(["'])(.*)\1$/s, '$2');
  if (depth === 0 || text === '' || text.length > LONGEST_TYPE) return OPEN;
  if (/^[\w.]+$/.test(text)) return named(text, names, depth);
  const next = (part: string): PythonType => typeOf(part, names, depth - 1);
  const either = partsOf(text, '|');
  return either.length > 1 ? union(either.map(next)) : combined(text, names, next);
}
