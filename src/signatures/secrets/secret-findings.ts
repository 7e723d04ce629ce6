import {
  fingerprintOf,
  groupBy,
  PLAIN_FINDING,
  type Finding,
  type FindingEvidence,
} from '../../model/index.js';
import { limitOf } from '../../files/index.js';
import type { Subject } from '../match/subject.js';
import type { FoundSecret } from './find-secrets.js';
import { digestOf, maskOf } from './value-digest.js';

/** A value and its place in an artifact. */
export interface SeenSecret extends FoundSecret {
  readonly path: string;
  /** 1-based; null where it is in no line of the file itself. */
  readonly line: number | null;
  readonly pairLine: number | null;
  /** How the value is written, if not as it is. */
  readonly how: string | null;
  /** What an excerpt of the code must not show: the value, the code that it is written as, the other part of the credentials. */
  readonly written: readonly string[];
}

/** Places of one value that a finding shows. */
const SHOWN_PLACES = 5;

function evidenceOf({ path, line, pairLine, how, value, secret }: SeenSecret): FindingEvidence[] {
  const written = how === null ? '' : `, ${how}`;
  const own = { path, line, detail: `${maskOf(value, secret.rule.shows)}${written}` };
  return pairLine === null ? [own] : [own, { path, line: pairLine, detail: 'the secret that belongs to it' }];
}

type Group = readonly [SeenSecret, ...SeenSecret[]];

/** The finding of one value of one rule. The value itself is in no field. */
function findingOf(places: Group, { package: found }: Subject): Finding {
  const [{ secret, value }] = places;
  const { rule } = secret;
  const owner = found ? `${found.ecosystem}:${found.name}#` : '';
  const hasPair = places.some(({ pair }) => pair !== null);
  const digest = digestOf(value);
  return {
    ...PLAIN_FINDING,
    id: `${rule.id}#${owner}${digest}`,
    kind: 'secret',
    rule: rule.id,
    title: rule.title,
    severity: hasPair && rule.pair ? rule.pair.severity : rule.severity,
    cwes: ['CWE-798'],
    references: rule.references,
    confidence: rule.confidence,
    package: found?.id ?? null,
    locations: [...new Set(places.map(({ path }) => path))].map((path) => ({ path })),
    evidence: places.slice(0, SHOWN_PLACES).flatMap(evidenceOf),
    remediation: { action: 'review', version: null, major: false, direct: null, text: rule.do },
    fingerprint: fingerprintOf({ kind: 'secret', rule: rule.id, subject: `${owner}value:${digest}` }),
    why: rule.why,
  };
}

/** Values that have the same digits keep apart by a number. */
function withOwnIds(findings: readonly Finding[]): Finding[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const count = (seen.get(finding.id) ?? 0) + 1;
    seen.set(finding.id, count);
    return count === 1 ? finding : { ...finding, id: `${finding.id}~${count}` };
  });
}

/** A finding for each value, with all its places. */
export function secretFindings(seen: readonly SeenSecret[], subject: Subject): readonly Finding[] {
  const byValue = groupBy(seen, ({ secret, value }) => [`${secret.rule.id}\n${value}`]);
  const groups = [...byValue.values()].slice(0, limitOf('secret-list'));
  return withOwnIds(groups.map((places) => findingOf(places, subject)));
}
