import { createHash } from 'node:crypto';
import { distinctProblems, NO_COVERAGE, type Problem } from '../../model/index.js';
import { matchesGlob } from '../../policy/index.js';
import { counted, listed } from '../../reporters/index.js';
import { sbomFindings } from '../../sbom/index.js';
import type { StoredFunction } from '../../store/index.js';
import type { Expectation, Expectations } from './read-expected.js';

/** The expectation of a function. */
export interface FunctionExpectation extends Expectation {
  /** Hash of all inputs of a judgement. */
  readonly hash: string;
  readonly source: string;
}

/** Expectations, compared with functions one after the other. */
export interface OpenExpectations {
  /** The expectation of a function; null without one, which `notes` reports. */
  of(fn: Pick<StoredFunction, 'arn' | 'account' | 'region' | 'name'>): FunctionExpectation | null;
  /** Notes on functions without a comparison. @param kept findings whose presence is uncertain because their expectation is gone. */
  notes(kept: number): Problem[];
}

const SHOWN = 5;

function note(path: string, message: string): Problem {
  return { code: 'missing', path, message, affectsCompleteness: false };
}

function isGlob(pattern: string): boolean {
  return /[*?]/.test(pattern);
}

/** Components of SBOMs that are never compared. */
function listProblems(entries: readonly Expectation[]): readonly Problem[] {
  const nothing = { packages: [], coverage: NO_COVERAGE };
  const lists = entries.flatMap(({ sboms }) => sboms);
  return distinctProblems(lists.flatMap(({ sbom, source }) => sbomFindings(sbom, nothing, source).problems));
}

function some(count: number, describe: (count: number) => Problem): Problem[] {
  return count > 0 ? [describe(count)] : [];
}

/** Indexes expectations for look-up; each function is looked up once. */
export function openExpectations(expected: Expectations | null): OpenExpectations {
  const { source, entries } = expected ?? { source: '', entries: [] };
  const all = entries.map((entry) => {
    const { builds, sboms } = entry;
    const hash = createHash('sha256')
      .update(JSON.stringify([builds, sboms]))
      .digest('hex');
    return { ...entry, hash, source };
  });
  const exact = new Map(all.map((entry) => [entry.functions, entry]));
  const globs = all.filter(({ functions }) => isGlob(functions));
  const used = new Set<FunctionExpectation>();
  const leftOut: string[] = [];
  return {
    of({ arn, account, region, name }) {
      const place = `${account}/${region}/${name}`;
      const fits = ({ functions }: Expectation) =>
        matchesGlob(functions, functions.includes('/') ? place : name);
      const found = exact.get(arn) ?? exact.get(place) ?? exact.get(name) ?? globs.find(fits) ?? null;
      if (found) used.add(found);
      else leftOut.push(place);
      return found;
    },
    notes(kept) {
      const unused = all.filter((entry) => !used.has(entry));
      const spared = expected === null ? [] : leftOut;
      return [
        ...listProblems(entries),
        ...unused.map(({ line, functions }) =>
          note(`${source}:${line}`, `${functions} names no existing function.`),
        ),
        ...some(spared.length, (count) =>
          note(
            source,
            `The file of --expect does not cover ${counted(count, 'function')}: ${listed(spared, SHOWN)}.`,
          ),
        ),
        ...some(kept, (count) =>
          note(source, `${counted(count, 'finding')} came from expectations that are gone: kept as stale.`),
        ),
      ];
    },
  };
}
