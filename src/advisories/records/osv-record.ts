import { familyOf, orderingOf } from '../../ecosystems/index.js';
import {
  knownDate,
  type Advisory,
  type Affected,
  type AffectedImport,
  type AffectedRange,
} from '../../model/index.js';
import type { VersionOrdering } from '../../versions/index.js';
import { descriptionOf, type AdvisoryDescription } from './description.js';
import { flawOf } from './flaw-names.js';
import { flawInWords } from './flaw-words.js';
import { withoutCovered } from './in-range.js';
import { settleMalwareRanges, type OriginStatement } from './malware-ranges.js';
import { sortEvents } from './range-events.js';
import { distributionFacts, flawsOf, severityIn } from './record-facts.js';
import { OsvRecord, type AffectedObject, type Origin, type Range } from './schema.js';

/** What a record contains about one ecosystem's packages, or why it has nothing. */
export type RecordReading =
  | {
      readonly id: string;
      readonly modified: string;
      readonly advisories: readonly Advisory[];
      /** Null without any text, and where there is no advisory. */
      readonly description: AdvisoryDescription | null;
    }
  | { readonly problem: string };

const MALICIOUS_CODE = 'CWE-506';

/** How GitHub's malware advisories are titled; those that lost their CWE on the way are known by it. */
function isTitledMalware(summary: string): boolean {
  const title = summary.toLowerCase();
  return (
    ['malicious package in ', 'malicious code in ', 'malware in '].some((start) => title.startsWith(start)) ||
    [' is malware', ' was malware'].some((end) => title.endsWith(end)) ||
    ['embedded malware', 'embedded malicious', 'contains malware', 'compromised with malware'].some((part) =>
      title.includes(part),
    )
  );
}

function toRange({ type, events }: Range, ordering: VersionOrdering | null): AffectedRange | null {
  if (type !== 'SEMVER' && type !== 'ECOSYSTEM') return null;
  const known = events.flatMap(({ introduced, fixed, last_affected: lastAffected, limit }) => [
    ...(introduced === undefined ? [] : [{ introduced }]),
    ...(fixed === undefined ? [] : [{ fixed }]),
    ...(lastAffected === undefined ? [] : [{ lastAffected }]),
    ...(limit === undefined ? [] : [{ limit }]),
  ]);
  return { type, events: sortEvents(known, ordering) };
}

function toAffected(
  affected: Pick<AffectedObject, 'ranges' | 'versions'>,
  ordering: VersionOrdering | null,
  hint?: string,
): Affected {
  const ranges = (affected.ranges ?? []).flatMap((range) => toRange(range, ordering) ?? []);
  const hinted = hint === undefined ? ranges : ranges.map((range) => withHint(range, hint));
  return { ranges: hinted, versions: affected.versions ?? [] };
}

function withHint(range: AffectedRange, lastKnownAffected: string): AffectedRange {
  const ends = range.events.some((event) => event.introduced === undefined);
  return ends ? range : { ...range, lastKnownAffected };
}

/** The `affected` objects of one package in one; records repeat objects word for word. */
function union(parts: readonly Affected[]): Affected {
  const ranges = new Map(parts.flatMap((part) => part.ranges).map((range) => [JSON.stringify(range), range]));
  return { ranges: [...ranges.values()], versions: [...new Set(parts.flatMap((part) => part.versions))] };
}

function statementOf(origin: Origin, ordering: VersionOrdering | null): OriginStatement {
  const at = Date.parse(origin.modified_time ?? origin.import_time ?? '') || 0;
  return { id: origin.id, source: origin.source, at, affected: toAffected(origin, ordering) };
}

function vectorsOf(severities: OsvRecord['severity']): string[] {
  return (severities ?? []).map(({ score }) => score).filter((score) => score.includes('/'));
}

function cwesOf({ affected, database_specific: specific }: OsvRecord): string[] {
  const ofPackages = (affected ?? []).flatMap((object) => object.database_specific?.cwes ?? []);
  return [...new Set([...(specific?.cwe_ids ?? []), ...ofPackages.map(({ cweId }) => cweId)])];
}

function isMalware({ id, summary }: OsvRecord, cwes: readonly string[]): boolean {
  return id.startsWith('MAL-') || cwes.includes(MALICIOUS_CODE) || isTitledMalware(summary ?? '');
}

/** Only records of a rebuilt export carry the word; OSV's own have all their ranges. */
function areRangesComplete({ database_specific: specific }: OsvRecord): boolean {
  const completeness = specific?.range_completeness;
  return completeness === undefined || completeness === 'retire.js-confirmed';
}

/** Other names of what a record is about. */
function aliasesOf(record: OsvRecord, ecosystem: string): string[] {
  const names = new Set([...(record.aliases ?? []), ...flawsOf(record, ecosystem)]);
  return [...names].filter((alias) => alias !== record.id);
}

/** Facts of a record that are the same for all its packages. */
function sharedFacts(
  record: OsvRecord,
  ecosystem: string,
): Omit<Advisory, 'name' | 'affected' | 'suspect' | 'ecosystem'> {
  const cwes = cwesOf(record);
  return {
    id: record.id,
    aliases: aliasesOf(record, ecosystem),
    kind: isMalware(record, cwes) ? 'malware' : 'vulnerability',
    severity: severityIn(record),
    vectors: vectorsOf(record.severity),
    cwes,
    flaw: flawOf(cwes) ?? flawInWords(record.summary ?? record.details ?? ''),
    published: knownDate(record.published ?? null),
    modified: record.modified,
    rangesComplete: areRangesComplete(record),
  };
}

/** Whether a record's ecosystem is meant: exactly with a release, `Debian:12`, else by its family. */
function isMeant(named: string, ecosystem: string): boolean {
  return ecosystem.includes(':') ? named === ecosystem : familyOf(named) === ecosystem;
}

function objectsByName(record: OsvRecord, ecosystem: string): Map<string, AffectedObject[]> {
  const byName = new Map<string, AffectedObject[]>();
  for (const object of record.affected ?? []) {
    if (!object.package || !isMeant(object.package.ecosystem, ecosystem)) continue;
    const objects = byName.get(object.package.name);
    if (objects) objects.push(object);
    else byName.set(object.package.name, [object]);
  }
  return byName;
}

/** What has the flaw; none where one of the objects does not say it. */
function importsOf(objects: readonly AffectedObject[]): readonly AffectedImport[] {
  const lists = objects.map(({ ecosystem_specific: specific }) => specific?.imports ?? []);
  if (lists.some((list) => list.length === 0)) return [];
  return lists.flat().map(({ path, symbols }) => ({ path, symbols: symbols ?? [] }));
}

/** Go's records have "every version" where the real ranges are no versions of Go modules. https://go.dev/doc/security/vuln/database#schema */
function hasOtherRanges(objects: readonly AffectedObject[]): boolean {
  return objects.some(({ ecosystem_specific: specific }) => (specific?.custom_ranges ?? []).length > 0);
}

function advisoriesOf(record: OsvRecord, ecosystem: string): Advisory[] {
  const ordering = orderingOf(ecosystem);
  const shared = sharedFacts(record, ecosystem);
  const origins = record.database_specific?.['malicious-packages-origins'] ?? [];
  return [...objectsByName(record, ecosystem)].map(([name, objects]) => {
    const affected = union(
      objects.map((object) =>
        toAffected(object, ordering, object.database_specific?.last_known_affected_version_range),
      ),
    );
    const settled =
      shared.kind === 'malware'
        ? settleMalwareRanges(
            affected,
            origins.map((origin) => statementOf(origin, ordering)),
          )
        : { affected: withoutCovered(affected, ordering), suspect: hasOtherRanges(objects) };
    const own = vectorsOf(objects.flatMap((object) => object.severity ?? []));
    const imports = importsOf(objects);
    return {
      ...shared,
      ...distributionFacts(objects, shared),
      ...settled,
      ecosystem,
      name,
      vectors: own.length > 0 ? own : shared.vectors,
      ...(imports.length > 0 && { imports }),
    };
  });
}

/**
 * Reads one OSV record into one advisory for each package of the ecosystem. Withdrawn and unprocessed (`MAL-0000`)
 * records are valid and give no advisory.
 * @param bytes JSON of the record.
 */
export function readOsvRecord(bytes: Uint8Array, ecosystem: string): RecordReading {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return { problem: 'it is not JSON' };
  }
  const parsed = OsvRecord.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { problem: `it is not an OSV record: ${issue?.path.join('.')}: ${issue?.message}` };
  }
  const { id, modified, withdrawn } = parsed.data;
  const isSilent = Boolean(withdrawn) || id.startsWith('MAL-0000');
  const advisories = isSilent ? [] : advisoriesOf(parsed.data, ecosystem);
  const description = advisories.length === 0 ? null : descriptionOf(parsed.data);
  return { id, modified, advisories, description };
}
