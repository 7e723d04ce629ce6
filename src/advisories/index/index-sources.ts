import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ecosystemOf } from '../../ecosystems/index.js';
import { ScanError, type Advisory, type AdvisoryData, type Problem } from '../../model/index.js';
import { indexFileOf, openIndex, type AdvisoryIndex } from './advisory-index.js';
import { readFeedState } from './feed-state.js';

/** The indexes of a scan, each opened at the first look-up in its ecosystem. */
export interface IndexSources {
  /**
   * Looks something up in an ecosystem's index; no advisories when it is missing or damaged.
   * @param isClaimed whether only a list names the package: missing data then makes nothing incomplete.
   */
  lookUp(
    ecosystem: string,
    question: (index: AdvisoryIndex) => readonly Advisory[],
    isClaimed?: boolean,
  ): readonly Advisory[];
  readonly data: readonly AdvisoryData[];
  readonly problems: readonly Problem[];
  close(): void;
}

export interface SourceOptions {
  /** In order of preference; the first folder with a readable index of the ecosystem wins. */
  readonly folders: readonly string[];
  readonly now: Date;
  readonly maxDataAgeDays: number;
  /** Whether the shipped starter may be older than that. */
  readonly acceptsOldStarter: boolean;
}

/** The `source` of a shipped index. */
export const STARTER = 'starter';
const DAY_MILLISECONDS = 86_400_000;

interface OpenedSource {
  readonly index: AdvisoryIndex;
  readonly data: AdvisoryData;
}

/** Days since a date-time; NaN for another text. */
export function daysSince(asOf: string, now: Date): number {
  return (now.getTime() - Date.parse(asOf)) / DAY_MILLISECONDS;
}

function openSource(folder: string, ecosystem: string): OpenedSource | null {
  const path = join(folder, indexFileOf(ecosystem));
  if (!existsSync(path)) return null;
  const index = openIndex(path);
  const { source, records: count } = index.about;
  // A later check that found nothing new is not written into the index, which never changes.
  const state = readFeedState(path);
  const asOf = state?.asOf === index.about.asOf ? state.checkedAt : index.about.asOf;
  return {
    index,
    data: { ecosystem, source, asOf, count, starter: source === STARTER, sha256: index.sha256 },
  };
}

/** Adds a Problem when data is older than allowed. */
function staleness({ ecosystem, asOf, starter }: AdvisoryData, options: SourceOptions): Problem[] {
  const { now, maxDataAgeDays, acceptsOldStarter } = options;
  const days = daysSince(asOf, now);
  if (days <= maxDataAgeDays || (starter && acceptsOldStarter)) return [];
  const which = starter ? `${ecosystem} advisories of the starter` : `${ecosystem} advisories`;
  const message = `The ${which} are ${Math.floor(days)} days old (from ${asOf}); run \`stowaway db update\`.`;
  return [{ code: 'stale', path: `advisories/${ecosystem}`, message, affectsCompleteness: true }];
}

/** Problems of a source that could be opened. */
function problemsOf({ index, data }: OpenedSource, options: SourceOptions): Problem[] {
  const problems = staleness(data, options);
  const path = `advisories/${data.ecosystem}`;
  const { unreadable } = index.about;
  if (unreadable > 0) {
    const message = `${unreadable} ${data.ecosystem} advisories of ${data.source} could not be read.`;
    problems.push({ code: 'malformed', path, message, affectsCompleteness: true });
  }
  return problems;
}

function damaged(ecosystem: string, error: unknown): Problem {
  if (!(error instanceof ScanError)) throw error;
  const message = `The ${ecosystem} advisories could not be read: ${error.message}. ${error.hint}`;
  return { code: 'malformed', path: `advisories/${ecosystem}`, message, affectsCompleteness: true };
}

function missing(ecosystem: string): Problem {
  const known = ecosystemOf(ecosystem);
  const { distribution } = known ?? {};
  const ofRelease = distribution?.advisoriesIn
    ? ` --updateinfo "${ecosystem}=FILE"`
    : ` --ecosystem "${ecosystem}"`;
  const option = distribution ? ofRelease : '';
  const message = known
    ? `There are no advisories for ${ecosystem}: its packages were not checked. Run \`stowaway db update${option}\`.`
    : `There is no source of advisories for ${ecosystem}: its packages were not checked.`;
  return { code: 'missing', path: `advisories/${ecosystem}`, message, affectsCompleteness: true };
}

/** Packages that only a list in another package names. */
function claimed(ecosystem: string): Problem {
  const message = `There are no advisories for ${ecosystem}: packages that only lists in others name (SBOMs of wheels) were not checked. Run \`stowaway db update --ecosystem "${ecosystem}"\`.`;
  return { code: 'missing', path: `advisories/${ecosystem}`, message, affectsCompleteness: false };
}

export function openIndexSources(options: SourceOptions): IndexSources {
  const sources = new Map<string, OpenedSource | null>();
  const problems = new Map<string, Problem>();

  function report(problem: Problem): void {
    problems.set(problem.message, { ...problem, analysis: 'matching' });
  }
  function open(ecosystem: string): OpenedSource | null {
    for (const folder of options.folders) {
      try {
        const source = openSource(folder, ecosystem);
        if (source) return source;
      } catch (error) {
        report(damaged(ecosystem, error));
      }
    }
    return null;
  }
  function sourceOf(ecosystem: string): OpenedSource | null {
    const known = sources.get(ecosystem);
    if (known !== undefined) return known;
    const source = open(ecosystem);
    sources.set(ecosystem, source);
    for (const problem of source ? problemsOf(source, options) : []) report(problem);
    return source;
  }
  return {
    lookUp(ecosystem, question, isClaimed = false) {
      const source = sourceOf(ecosystem);
      if (!source) report(isClaimed ? claimed(ecosystem) : missing(ecosystem));
      try {
        return source ? question(source.index) : [];
      } catch (error) {
        report(damaged(ecosystem, error));
        return [];
      }
    },
    get data() {
      return [...sources.values()].flatMap((source) => source?.data ?? []);
    },
    get problems() {
      return [...problems.values()];
    },
    close() {
      for (const source of sources.values()) source?.index.close();
    },
  };
}
