import { ecosystemOf } from '../../ecosystems/index.js';
import { severityOfScore, type Advisory, type Severity } from '../../model/index.js';
import type { AffectedObject, OsvRecord } from './schema.js';

const SEVERITY_WORDS: ReadonlyMap<string, Severity> = new Map([
  ['critical', 'critical'],
  ['high', 'high'],
  ['moderate', 'medium'],
  ['medium', 'medium'],
  ['low', 'low'],
  // Of Red Hat's descendants, Ubuntu and Debian.
  ['important', 'high'],
  ['negligible', 'low'],
  ['unimportant', 'low'],
]);

/** A severity that is no vector: Ubuntu has words of its own. */
function severityByList({ severity }: OsvRecord): Severity | null {
  const word = severity?.find(({ score }) => !score.includes('/'))?.score ?? '';
  return SEVERITY_WORDS.get(word.toLowerCase()) ?? null;
}

/** The severity in the record's own words, else by the score that Ruby's database states without a vector. */
export function severityIn(record: OsvRecord): Severity | null {
  const { database_specific: specific } = record;
  if (!specific) return severityByList(record);
  const { severity = '', cvss_v3_score: v3, cvss_v4_score: v4, cvss_v2_score: v2 } = specific;
  const score = v3 ?? v4 ?? v2 ?? null;
  return (
    SEVERITY_WORDS.get(severity.toLowerCase()) ??
    (score === null ? severityByList(record) : severityOfScore(score))
  );
}

/** Flaws that a record of a distribution is about: it names them as what it comes from, or as related. */
export function flawsOf({ aliases, upstream, related }: OsvRecord, ecosystem: string): readonly string[] {
  if (!ecosystemOf(ecosystem)?.distribution) return [];
  const named = [...(aliases ?? []), ...(upstream ?? [])];
  return named.length > 0 ? named : (related ?? []).filter((name) => name.startsWith('CVE-'));
}

/** Urgencies that say that no update will come. */
const NO_UPDATE: ReadonlySet<string> = new Set(['unimportant', 'end-of-life']);

/** What a distribution says of a package beside its ranges. */
export function distributionFacts(
  objects: readonly AffectedObject[],
  shared: Pick<Advisory, 'severity'>,
): Pick<Advisory, 'severity' | 'willNotFix'> {
  const urgencies = objects.flatMap(({ ecosystem_specific: specific }) => specific?.urgency ?? []);
  const [severity = null] = urgencies.flatMap((word) => SEVERITY_WORDS.get(word) ?? []);
  const refusal = urgencies.find((word) => NO_UPDATE.has(word));
  return { severity: shared.severity ?? severity, ...(refusal !== undefined && { willNotFix: refusal }) };
}
