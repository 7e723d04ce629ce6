import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gte, inc, lt, lte, parse } from 'semver';
import { describe, expect, it } from 'vitest';
import { newIndexBuilder } from '../../src/advisories/index/build-index.js';
import type { AdvisoryStore } from '../../src/advisories/index.js';
import { matchPackages } from '../../src/advisories/match/match.js';
import { readExport } from '../../src/advisories/feed/read-export.js';
import { storeOf } from '../support/advisory-database.js';
import { packageOf } from '../support/model-builders.js';

/** Real records in the export's layout; not part of the repository. */
const DATA = fileURLToPath(new URL('../../../shared/data/', import.meta.url));
const ARCHIVE = `${DATA}osv-layout/npm/all.zip`;
const here = existsSync(ARCHIVE) ? describe : describe.skip;

interface Event {
  readonly introduced?: string;
  readonly fixed?: string;
  readonly last_affected?: string;
}

interface RawRecord {
  readonly id: string;
  readonly withdrawn?: string;
  readonly affected: readonly {
    readonly package: { readonly ecosystem: string; readonly name: string };
    readonly ranges?: readonly { readonly events: readonly Event[] }[];
    readonly versions?: readonly string[];
  }[];
}

/** Closed or open intervals, read pair by pair: no walk over events as the source has it. */
interface Interval {
  readonly from: string;
  readonly contains: (version: string) => boolean;
}

function intervalsOf(events: readonly Event[]): Interval[] {
  const starts = events.filter(({ introduced }) => introduced !== undefined);
  return starts.map((start) => {
    const end = events[events.indexOf(start) + 1] ?? {};
    const from = start.introduced === '0' ? '0.0.0-0' : (start.introduced ?? '');
    return {
      from,
      contains: (version) =>
        gte(version, from, true) &&
        (end.fixed === undefined || lt(version, end.fixed, true)) &&
        (end.last_affected === undefined || lte(version, end.last_affected, true)),
    };
  });
}

/** Every bound of a package and the versions next to it. */
function versionsAround(bound: string): string[] {
  const version = parse(bound, true);
  if (!version) return [];
  const { major, minor, patch } = version;
  const release = `${major}.${minor}.${patch}`;
  return [
    version.version,
    release,
    `${release}-0`,
    `${release}-alpha.1`,
    `${release}-rc.1`,
    `${release}-zz`,
    `${major}.${minor}.${Math.max(0, patch - 1)}`,
    ...(patch === 0 ? [`${major}.${Math.max(0, minor - 1)}.99999`] : []),
    inc(release, 'patch') ?? release,
    `${inc(release, 'patch')}-0`,
    inc(release, 'minor') ?? release,
    inc(release, 'major') ?? release,
  ];
}

interface Question {
  readonly name: string;
  readonly version: string;
  readonly affected: boolean;
}

function questionsOf({ affected, withdrawn }: RawRecord): Question[] {
  const ofNpm = affected.filter(({ package: { ecosystem } }) => ecosystem === 'npm');
  const names = [...new Set(ofNpm.map((object) => object.package.name))];
  return names.flatMap((name) => {
    const objects = ofNpm.filter((object) => object.package.name === name);
    const events = objects.flatMap(({ ranges = [] }) => ranges.map((range) => range.events));
    const intervals = events.flatMap(intervalsOf);
    const listed = objects.flatMap(({ versions = [] }) => versions);
    const bounds = events.flat().flatMap((event) => Object.values(event) as string[]);
    const versions = new Set([...bounds, ...listed, '0.0.0', '999.0.0'].flatMap(versionsAround));
    return [...versions].map((version) => ({
      name,
      version,
      affected:
        !withdrawn && (listed.includes(version) || intervals.some(({ contains }) => contains(version))),
    }));
  });
}

here('all npm records of ../shared/data', () => {
  it('decide the versions around their bounds as an independent evaluation does', async () => {
    const trusted = new Set(readFileSync(`${DATA}trusted-npm-ids.txt`, 'utf8').split('\n').filter(Boolean));
    const records: Uint8Array[] = [];
    for await (const record of readExport(ARCHIVE)) {
      if ('bytes' in record && trusted.delete(record.name.replace('.json', ''))) records.push(record.bytes);
    }
    const store = storeOf(...records);
    const wrong: string[] = [];
    let asked = 0;
    for (const record of records) {
      const raw = JSON.parse(Buffer.from(record).toString('utf8')) as RawRecord;
      const ofRecord: AdvisoryStore = {
        ...store,
        lookup: (ecosystem, name) => store.lookup(ecosystem, name).filter(({ id }) => id === raw.id),
      };
      const questions = questionsOf(raw);
      const packages = questions.map(({ name, version }) =>
        packageOf(name, version, { id: `${name}@${version}` }),
      );
      const found = matchPackages(packages, ofRecord).map(
        (finding) => `${finding.certainty} ${finding.package}`,
      );
      const expected = questions.flatMap(({ name, version, affected }) =>
        affected ? [`certain ${name}@${version}`] : [],
      );
      if (found.sort().join() !== expected.sort().join()) wrong.push(raw.id);
      asked += questions.length;
    }
    store.close();
    expect(wrong).toEqual([]);
    expect([...trusted]).toEqual([]);
    expect(asked).toBeGreaterThan(10_000);
  });

  it('are all read', async () => {
    const builder = newIndexBuilder('npm');
    const problems: string[] = [];
    let read = 0;
    for await (const record of readExport(ARCHIVE)) {
      const reading = 'bytes' in record ? builder.add(record.bytes) : { problem: record.reason };
      if ('problem' in reading) problems.push(`${record.name}: ${reading.problem}`);
      read += 1;
    }
    expect(problems).toEqual([]);
    expect(read).toBe(6033);
    expect(builder.count()).toBe(6033 - 34);
  });
});
