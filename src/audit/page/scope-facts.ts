import { counted, number } from '../../model/index.js';
import type { ContentPart } from '../../reporters/index.js';
import type { EvidenceRecord } from '../record.js';

type Dated = Pick<EvidenceRecord, 'asOf' | 'basis'>;

const LABELS = {
  SOURCE_DATE_EPOCH: 'day of the run',
  sweep: 'swept on',
  'advisory data': 'data as of',
} as const;

/** `data as of 2026-05-04`: a date never stands without what it is the date of. */
export function dateWords({ asOf, basis }: Dated): string {
  return `${LABELS[basis]} ${asOf.slice(0, 10)}`;
}

const STAMPS = 'Time stamps in report.json and sboms/ have this date, too.';

const DATE_NOTES = {
  SOURCE_DATE_EPOCH: [`Whoever made the evidence set it (SOURCE_DATE_EPOCH). ${STAMPS}`],
  sweep: [`The sweep began on this day. ${STAMPS}`],
  'advisory data': [
    'This is the day of the newest advisory data, not the day of the run.',
    'The day of the run is not printed, so that the same input gives the same bytes. With SOURCE_DATE_EPOCH set to it, the evidence prints it, and the age of the data on it.',
    STAMPS,
  ],
} as const;

function dateFact({ asOf, basis }: EvidenceRecord): [string, string[]] {
  const label = LABELS[basis];
  return [`${label.charAt(0).toUpperCase()}${label.slice(1)}`, [asOf.slice(0, 10), ...DATE_NOTES[basis]]];
}

function ageWords(days: number | null): string {
  return days === null ? 'age on the day of the run not known' : `${counted(days, 'day')} old then`;
}

function dataLines({ advisories }: EvidenceRecord): string[] {
  const lines = advisories.map(({ ecosystem, source, asOf, count, starter, sha256, ageDays }) => {
    const digest = sha256 === undefined ? 'no digest is stored' : `index sha256 ${sha256}`;
    const kind = starter
      ? 'starter that the package ships: a part of the advisories that OSV publishes'
      : source;
    return `${ecosystem}: ${number(count)} advisories as of ${asOf.slice(0, 10)}, ${ageWords(ageDays)} (${kind}); ${digest}`;
  });
  return lines.length === 0 ? ['none: no package was matched with advisories'] : lines;
}

const AGE_RULE = {
  scan: 'Downloaded data that is more than 7 days old on the day of the run makes the evidence incomplete. The starter does not, however old and partial it is: compare its day with the day of the run.',
  sweep:
    'Data that is older than the sweep’s --max-data-age makes it incomplete, and is then in the table “Not seen”.',
} as const;

const DIGESTS =
  'The digest is that of the index that stowaway made of the advisories. `stowaway db verify` computes the digests of indexes on a machine, and prints them.';

function runWords({ kind, sweep, sweptBy }: EvidenceRecord['scope']): string {
  if (kind === 'scan') return 'a scan of local files: nothing was compared with the account';
  return `sweep ${sweep}, run by version ${sweptBy ?? 'that is not stored'}`;
}

function limitWords({ secondsPerArtifact }: EvidenceRecord['scope']): string[] {
  const limit =
    secondsPerArtifact === null
      ? 'The time limit of the sweep is not stored.'
      : `${secondsPerArtifact} seconds without a sign of progress, after which the analysis of an artifact is given up.`;
  return [
    limit,
    'An artifact whose analysis was given up stands in the table “Not seen”. No other part of the evidence depends on time.',
  ];
}

export function scopeFacts(record: EvidenceRecord): ContentPart {
  const { scope, tool, signatures, fingerprints } = record;
  const absent = scope.kind === 'sweep' ? 'the store does not say which version was used' : 'none';
  const rules =
    signatures === null ? absent : `${number(signatures.count)} rules, version ${signatures.version}`;
  return {
    kind: 'facts',
    title: 'Scope and data',
    facts: [
      ['Examined', scope.targets],
      ['By', `${tool.name} ${tool.version}, ${runWords(scope)}`],
      dateFact(record),
      ['Accounts', scope.accounts],
      ['Regions', scope.regions],
      ['Functions', number(scope.functions)],
      ['Artifacts', `${number(scope.artifacts)} (zips, layers, images)`],
      ['Components', `${number(scope.packages)} packages, each counted where it is`],
      ['Advisory data', [...dataLines(record), AGE_RULE[scope.kind], DIGESTS]],
      ['Time limit', limitWords(scope)],
      ['Rules for malware and secrets', rules],
      [
        'Known packages',
        fingerprints === null ? absent : `${number(fingerprints.packages)}, version ${fingerprints.version}`,
      ],
      ['Exceptions are stated in', scope.config ?? 'no configuration file'],
    ],
  };
}

const SIGNED =
  'This folder was signed when it was made: SHA256SUMS.sig. Check it with --key PUBLIC.pem, and with a key that did not come with the folder.';
const NOT_SIGNED =
  'This folder was not signed with a key when it was made (--sign). A sigstore bundle of SHA256SUMS may have been made later, and lies outside of it.';

export function verifyLines({ functions, signed }: EvidenceRecord): ContentPart {
  return {
    kind: 'lines',
    title: 'How to check this folder',
    lines: [
      signed ? SIGNED : NOT_SIGNED,
      'Digests alone prove nothing: whoever changes a file can write new digests. Only a signature shows who made the folder.',
      'stowaway evidence verify FOLDER compares every file with SHA256SUMS; sha256sum -c SHA256SUMS does so without stowaway.',
      'With --key PUBLIC.pem it checks the signature in SHA256SUMS.sig; with --bundle and --trusted-root a sigstore bundle of SHA256SUMS.',
      'evidence.json has all that is on this page as data; report.json is the whole report.',
      `sboms/ has ${number(functions.length)} bills of materials in CycloneDX 1.6.`,
    ],
  };
}
