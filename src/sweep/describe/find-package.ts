import {
  countUnread,
  gapsOf,
  holdersOf,
  openSql,
  versionsOf,
  type HolderRow,
  type Sql,
  type ToldGap,
} from '../../store/index.js';
import type { PackageQuestion } from './package-question.js';

/** A version of a function that holds what was asked for, or held it. */
export interface Holder extends Omit<HolderRow, 'packages'> {
  /** Versions of the package there that were asked for. */
  readonly versions: readonly string[];
  /** `installed`, `bundled` …; what the surest of them is. Null: an earlier version of stowaway did not keep it. */
  readonly presence: string | null;
  /** `possible`: the evidence allows other versions too, or only a manifest or lockfile speaks of the package. */
  readonly certainty: 'certain' | 'possible';
}

/** Where a package is and was, as sweeps saw it. */
export interface PackageAnswer {
  readonly ecosystem: string;
  readonly name: string;
  /** Version or range that was asked for; null: any. */
  readonly asked: string | null;
  /** Those that hold it now. */
  readonly now: readonly Holder[];
  /** Those that held it, also functions that are gone. */
  readonly before: readonly Holder[];
  /** Versions of functions of which not everything was analysed: it may be there. */
  readonly unread: { readonly reachable: number; readonly unreachable: number };
  /** False: no package of the ecosystem was ever seen, so that nobody can say whether it would be. */
  readonly isLookedFor: boolean;
  /** Accounts and regions that the last sweep could not look into, accepted or not: the package may be there. */
  readonly unseenPlaces: readonly ToldGap[];
  /** Last sweep that ended; null: there was none. */
  readonly run: number | null;
}

type Held = HolderRow['packages'][number];

/** What is known of a version: an unknown one may be any. */
function isAsked({ includes }: PackageQuestion, { version }: Held): boolean {
  return version === '' || includes(version) !== false;
}

function isCertain(question: PackageQuestion, asked: readonly Held[], all: readonly Held[]): boolean {
  const there = asked.filter(({ presence }) => presence !== 'declared' && presence !== null);
  if (question.versions === null) return there.length > 0;
  const sure = there.some(({ version, state }) => state === 'exact' && question.includes(version) === true);
  return sure || (there.length > 0 && all.every(({ version }) => question.includes(version) === true));
}

function holderOf(question: PackageQuestion, { packages, ...row }: HolderRow): Holder {
  const asked = packages.filter((held) => isAsked(question, held));
  return {
    ...row,
    versions: asked.map(({ version }) => version).filter((version) => version !== ''),
    presence: asked.find(({ presence }) => presence !== 'declared')?.presence ?? asked[0]?.presence ?? null,
    certainty: isCertain(question, asked, packages) ? 'certain' : 'possible',
  };
}

async function answerFrom(sql: Sql, question: PackageQuestion): Promise<PackageAnswer> {
  const { ecosystem, name, versions: asked } = question;
  const known = await versionsOf(sql, ecosystem, name);
  const versions = known.filter((version) => isAsked(question, { version, state: null, presence: null }));
  const rows = versions.length === 0 ? [] : await holdersOf(sql, { ecosystem, name, versions });
  const holders = rows.map((row) => holderOf(question, row));
  const { run, isLookedFor, ...unread } = await countUnread(sql, ecosystem);
  const gaps = run === null ? [] : await gapsOf(sql, run);
  return {
    ecosystem,
    name,
    asked,
    now: holders.filter(({ until }) => until === null),
    before: holders.filter(({ until }) => until !== null),
    unread,
    isLookedFor,
    unseenPlaces: gaps.filter(
      ({ affectsCompleteness, resource }) => affectsCompleteness && resource === null,
    ),
    run,
  };
}

/**
 * Says which functions hold a package and which held it, out of a store.
 * @throws ScanError when the store cannot be used.
 */
export async function findPackage(store: string, question: PackageQuestion): Promise<PackageAnswer> {
  const sql = await openSql(store);
  try {
    return await answerFrom(sql, question);
  } finally {
    await sql.close();
  }
}
