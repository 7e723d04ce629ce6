import { normaliseName, npm } from '../../ecosystems/index.js';
import { ScanError } from '../../model/index.js';
import {
  countUnread,
  gapsOf,
  holdersOf,
  namesLike,
  noEndedSweep,
  openStored,
  versionsOf,
  type HolderRow,
  type Sql,
  type JudgedGap,
} from '../../store/index.js';
import { packageQuestion, plainNameIn, type PackageQuestion } from './package-question.js';

/** A version of a function that holds or held the package. */
export interface Holder extends Omit<HolderRow, 'packages'> {
  /** Matching versions of the package there. */
  readonly versions: readonly string[];
  /** `installed`, `bundled` …; the surest one. Null: an earlier version of stowaway did not store it. */
  readonly presence: string | null;
  /** `possible`: the evidence allows other versions too, or only a manifest or lockfile names the package. */
  readonly certainty: 'certain' | 'possible';
}

/** The current and earlier holders of a package, as sweeps saw them. */
export interface PackageAnswer {
  readonly ecosystem: string;
  readonly name: string;
  /** Requested version or range; null: any. */
  readonly asked: string | null;
  /** Current holders. */
  readonly now: readonly Holder[];
  /** Earlier holders, deleted functions included. */
  readonly before: readonly Holder[];
  /** Versions of functions with parts that were not analysed: the package may be there. */
  readonly unread: { readonly reachable: number; readonly unreachable: number };
  /** False: no package of the ecosystem was ever seen, so a missing package proves nothing. */
  readonly isLookedFor: boolean;
  /** Accounts and regions that the last sweep could not analyse, accepted or not: the package may be there. */
  readonly unseenPlaces: readonly JudgedGap[];
  /** Last sweep that ended. */
  readonly run: number;
}

type Held = HolderRow['packages'][number];

/** The match of a version: an unknown one may be any. */
function matchesQuestion({ includes }: PackageQuestion, { version }: Held): boolean {
  return version === '' || includes(version) !== false;
}

function isCertain(question: PackageQuestion, matching: readonly Held[], all: readonly Held[]): boolean {
  const there = matching.filter(({ presence }) => presence !== 'declared' && presence !== null);
  if (question.versions === null) return there.length > 0;
  const sure = there.some(({ version, state }) => state === 'exact' && question.includes(version) === true);
  return sure || (there.length > 0 && all.every(({ version }) => question.includes(version) === true));
}

function holderOf(question: PackageQuestion, { packages, ...row }: HolderRow): Holder {
  const matching = packages.filter((held) => matchesQuestion(question, held));
  return {
    ...row,
    versions: matching.map(({ version }) => version).filter((version) => version !== ''),
    presence:
      matching.find(({ presence }) => presence !== 'declared')?.presence ?? matching[0]?.presence ?? null,
    certainty: isCertain(question, matching, packages) ? 'certain' : 'possible',
  };
}

/** Holders of a package, under each of its spellings: `Jinja2`, `jinja2`. */
async function holdersIn(sql: Sql, question: PackageQuestion): Promise<Holder[]> {
  const { ecosystem } = question;
  const asked = normaliseName(ecosystem, question.name);
  const holders: Holder[] = [];
  for (const stored of await namesLike(sql, question.name)) {
    if (stored.ecosystem !== ecosystem || normaliseName(ecosystem, stored.name) !== asked) continue;
    const known = await versionsOf(sql, ecosystem, stored.name);
    const versions = known.filter((version) =>
      matchesQuestion(question, { version, state: null, presence: null }),
    );
    const rows = versions.length === 0 ? [] : await holdersOf(sql, { ...stored, versions });
    holders.push(...rows.map((row) => holderOf(question, row)));
  }
  return holders;
}

/** The ecosystem of a name that stands alone: the one whose packages in the store have it. @throws ScanError `usage` for several */
async function ecosystemIn(sql: Sql, name: string): Promise<string> {
  const found = new Set((await namesLike(sql, name)).map(({ ecosystem }) => ecosystem));
  const [first = npm.name, ...others] = found;
  if (others.length === 0) return first;
  throw new ScanError('usage', `${name} is a package of ${[...found].sort().join(' and of ')}.`, {
    hint: 'Name one of them with --ecosystem, or give a package URL.',
  });
}

async function answerFrom(sql: Sql, question: PackageQuestion): Promise<PackageAnswer | null> {
  const { ecosystem, name, versions: asked } = question;
  const { run, isLookedFor, ...unread } = await countUnread(sql, ecosystem);
  if (run === null) return null;
  const holders = await holdersIn(sql, question);
  const gaps = await gapsOf(sql, run);
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
 * Finds the functions that hold or held a package, in a store.
 * @param ecosystem of a package that is not given as a package URL; null: that of the packages in the store that have the name.
 * @throws ScanError if the store cannot be opened, or holds no sweep that ended.
 */
export async function findPackage(
  store: string,
  text: string,
  ecosystem: string | null = null,
): Promise<PackageAnswer> {
  // What cannot be a question is refused before the store is opened.
  await packageQuestion(text, ecosystem ?? npm.name).catch((error: unknown) => {
    if (ecosystem !== null || plainNameIn(text) === null) throw error;
  });
  const sql = await openStored(store);
  try {
    const name = plainNameIn(text);
    const own = ecosystem ?? (name === null ? npm.name : await ecosystemIn(sql, name));
    const question = await packageQuestion(text, own);
    const answer = await answerFrom(sql, question);
    if (!answer) throw noEndedSweep(store);
    return answer;
  } finally {
    await sql.close();
  }
}
