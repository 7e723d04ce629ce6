import type { Advisory } from '../../model/index.js';
import { groupByAlias } from './alias-groups.js';

/** Records about one flaw of a package. */
export interface Flaw {
  readonly advisories: readonly Advisory[];
  /** Names that its records give as aliases and that are another flaw's. */
  readonly foreign: ReadonlySet<string>;
}

/** `GHSA` of an id: a database has one record of a flaw, so that two of its records are two flaws. */
function databaseOf({ id }: Advisory): string {
  return id.split('-', 1)[0] ?? '';
}

/** The records of the database that has most of them. */
function separateRecords(group: readonly Advisory[]): readonly Advisory[] {
  const byDatabase = new Map<string, Advisory[]>();
  for (const advisory of group) {
    const records = byDatabase.get(databaseOf(advisory)) ?? [];
    byDatabase.set(databaseOf(advisory), [...records, advisory]);
  }
  return [...byDatabase.values()].reduce((most, records) => (records.length > most.length ? records : most));
}

/** `CVE-2021-9` before `CVE-2021-10`. */
function byNumber(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}

function cvesOf({ id, aliases }: Advisory): readonly string[] {
  return [id, ...aliases].filter((name) => name.startsWith('CVE-')).sort(byNumber);
}

/** Those with fewest CVEs first, which leaves them no choice; then the oldest, as CVEs are numbered by their age. */
function byChoice(a: Advisory, b: Advisory): number {
  const byAge = (a.published ?? '9') < (b.published ?? '9') ? -1 : 1;
  return cvesOf(a).length - cvesOf(b).length || byAge;
}

/** The name that each record has of its own: its CVE, which records that call each other aliases all have among theirs. */
function ownCves(records: readonly Advisory[]): ReadonlyMap<string, Advisory> {
  const owners = new Map<string, Advisory>();
  for (const record of records.toSorted(byChoice)) {
    const free = cvesOf(record).find((cve) => !owners.has(cve));
    if (free !== undefined) owners.set(free, record);
  }
  return owners;
}

/** The record that a record of another database is about. */
function counterpartOf(
  { aliases }: Advisory,
  records: readonly Advisory[],
  owners: ReadonlyMap<string, Advisory>,
): Advisory | undefined {
  const byId = records.find(({ id }) => aliases.includes(id));
  return byId ?? aliases.map((alias) => owners.get(alias)).find((owner) => owner !== undefined) ?? records[0];
}

function separate(group: readonly Advisory[]): readonly Flaw[] {
  const records = separateRecords(group);
  if (records.length < 2) return [{ advisories: group, foreign: new Set() }];
  const owners = ownCves(records);
  const ownerOf = new Map(
    group.map((one) => [one, records.includes(one) ? one : counterpartOf(one, records, owners)]),
  );
  return records.map((record) => {
    const others = group.filter((one) => ownerOf.get(one) !== record).map(({ id }) => id);
    // A record without a CVE of its own is grouped by the CVEs that it shares.
    const shared = [...owners.values()].includes(record) ? [] : cvesOf(record);
    const cves = [...owners].flatMap(([cve, owner]) =>
      owner === record || shared.includes(cve) ? [] : [cve],
    );
    const advisories = group.filter((one) => ownerOf.get(one) === record);
    return { advisories, foreign: new Set([...others, ...cves]) };
  });
}

/** What several flaws are as one: a name is another's only if it is of none of them. */
export function joinFlaws(flaws: readonly Flaw[]): Flaw {
  const [first, ...others] = flaws;
  const foreign = [...(first?.foreign ?? [])].filter((name) =>
    others.every((flaw) => flaw.foreign.has(name)),
  );
  return { advisories: flaws.flatMap(({ advisories }) => advisories), foreign: new Set(foreign) };
}

/**
 * Advisories by alias group and in it by flaw. Records that name each other are one flaw, unless one database has several of them: those call each other aliases
 * when a later one completes an earlier one's fix, and each has a fix version and a CVE of its own.
 */
export function groupByFlaw(advisories: readonly Advisory[]): readonly (readonly Flaw[])[] {
  return groupByAlias(advisories).map(separate);
}
