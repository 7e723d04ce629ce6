import { LinkedSymbols } from '../../ecosystems/index.js';
import { listed, type AffectedImport, type FindingEvidence, type Package } from '../../model/index.js';
import type { Hit } from './hits.js';

/** Id of the analysis whose facts these are: see `src/analysis/linked-code/`. */
const ANALYSIS = 'linked-code';

/** What the programs of an artifact hold, by their paths. */
export interface LinkedPrograms {
  /** The symbols of a program; null if they are not known. */
  symbolsOf(path: string): LinkedSymbols | null;
}

export const NO_PROGRAMS: LinkedPrograms = { symbolsOf: () => null };

function storedSymbols(facts: unknown, path: string): string {
  if (!Array.isArray(facts)) return '';
  const entry = facts.find((each: unknown) => Array.isArray(each) && each[0] === path) as
    unknown[] | undefined;
  return typeof entry?.[1] === 'string' ? entry[1] : '';
}

/** The programs that an artifact's facts describe; each is read when it is needed. */
export function linkedProgramsOf(facts: Readonly<Record<string, unknown>> | undefined): LinkedPrograms {
  if (!facts || !Object.hasOwn(facts, ANALYSIS)) return NO_PROGRAMS;
  const known = new Map<string, LinkedSymbols | null>();
  return {
    symbolsOf(path) {
      const symbols = known.get(path);
      if (symbols !== undefined) return symbols;
      const stored = storedSymbols(facts[ANALYSIS], path);
      const read = stored === '' ? null : new LinkedSymbols(stored);
      known.set(path, read);
      return read;
    },
  };
}

/** Functions that advisories name, by whether a program holds them. */
export interface LinkedVerdict {
  readonly linked: readonly string[];
  readonly missing: readonly string[];
}

function namesIn({ path, symbols }: AffectedImport): string[] {
  return symbols.length === 0 ? [path] : symbols.map((symbol) => `${path}.${symbol}`);
}

function linkedIn({ path, symbols }: AffectedImport, program: LinkedSymbols): string[] {
  if (symbols.length === 0) return program.hasPackage(path) ? [path] : [];
  return symbols.filter((symbol) => program.has(path, symbol)).map((symbol) => `${path}.${symbol}`);
}

/**
 * Whether programs hold the code that the advisories of one flaw are about; null if it is not known, or if no advisory says which
 * code it is. The packages of a program's own module have other names in it.
 */
export function linkedVerdict(
  hits: readonly Hit[],
  { origin, locations }: Pick<Package, 'origin' | 'locations'>,
  programs: LinkedPrograms,
): LinkedVerdict | null {
  const imports = hits.flatMap(({ advisory }) => advisory.imports ?? []);
  if (imports.length === 0 || origin === 'private' || locations.length === 0) return null;
  const found = locations.map(({ path }) => programs.symbolsOf(path));
  const known = found.filter((program) => program !== null);
  if (known.length < found.length) return null;
  const linked = new Set(known.flatMap((program) => imports.flatMap((each) => linkedIn(each, program))));
  const missing = new Set(imports.flatMap(namesIn).filter((name) => !linked.has(name)));
  return { linked: [...linked], missing: [...missing] };
}

/** Functions that evidence names. */
const SHOWN_NAMES = 5;

/** The verdict as evidence. */
export function linkedEvidence({ linked, missing }: LinkedVerdict, path: string): FindingEvidence {
  const detail =
    linked.length > 0
      ? `linked: ${listed(linked, SHOWN_NAMES)}`
      : `not linked: ${listed(missing, SHOWN_NAMES)}`;
  return { path, line: null, detail };
}
