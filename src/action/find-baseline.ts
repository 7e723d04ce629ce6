import { baselineOf, readRecordedReport, type RecordedReport } from '../diff/index.js';
import { readUserFile } from '../files/index.js';
import { ScanError } from '../model/index.js';
import type { Baseline } from '../policy/index.js';
import type { BaseFiles } from './base-files.js';
import { fetchBaseReport } from './base-report.js';
import type { Change } from './read-event.js';
import type { BaselineInput } from './read-inputs.js';
import type { RestApi } from './rest-api.js';

/** The baseline of a scan. */
export interface Comparison {
  /** The earlier report; null: there is none, and everything counts as new. */
  readonly before: RecordedReport | null;
  readonly baseline: Baseline | null;
  /** Notes on the baseline; empty when no comparison was requested. */
  readonly notes: readonly string[];
}

/** Possible sources of a baseline. */
export interface BaselineContext {
  readonly repository: string;
  /** Null when the job has no change. */
  readonly change: Change | null;
  /** Null without a token. */
  readonly api: RestApi | null;
  /** Files of the base branch; null where there are none to read. */
  readonly base: BaseFiles | null;
}

const NO_COMPARISON: Comparison = { before: null, baseline: null, notes: [] };

/** @param why a clause without a full stop. */
export function noComparison(why: string): Comparison {
  return { ...NO_COMPARISON, notes: [`There is no baseline, so every finding counts as new: ${why}.`] };
}

export function comparedWith(before: RecordedReport, source: string): Comparison {
  return { before, baseline: baselineOf(before, source), notes: [] };
}

async function fromFile(path: string, base: BaseFiles | null): Promise<Comparison> {
  const hint = 'Name a JSON report.';
  try {
    // A committed report could be edited by the change.
    const committed = (await base?.committed(path)) ?? null;
    const text = committed ?? readUserFile({ path, what: 'baseline', hint });
    return comparedWith(readRecordedReport(text, path), path);
  } catch (error) {
    // The first run has no cached report yet. An existing file that is not a report is a mistake.
    if (!(error instanceof ScanError) || error.code !== 'not-found') throw error;
    return noComparison(error.message.replace(/\.$/, ''));
  }
}

/**
 * The report to compare with.
 * @throws ScanError when the named file is not a report.
 */
export async function findBaseline(
  input: BaselineInput,
  { repository, change, api, base }: BaselineContext,
): Promise<Comparison> {
  if (input.kind === 'none') return NO_COMPARISON;
  if (input.kind === 'file') return fromFile(input.path, base);
  if (!change) return input.isExplicit ? noComparison('this run is about no pull request') : NO_COMPARISON;
  if (!api) return noComparison("there is no token for GitHub's API");
  const found = await fetchBaseReport(api, { repository, branch: change.baseBranch, name: input.name });
  return found.report ? comparedWith(found.report, found.source) : noComparison(found.why);
}
