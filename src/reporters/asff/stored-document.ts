import type { FindingKind, Severity } from '../../model/index.js';
import { digestOf } from '../content-id.js';
import { fieldMap, fieldText, knownTexts, sentencesText } from '../field-text.js';
import { ratingOf, TYPE_OF_KIND } from './finding-types.js';
import { placeFields, productArnOf } from './place.js';

/** A finding of a function as a store keeps it. */
export interface StoredFinding {
  /** With the function in it. */
  readonly fingerprint: string;
  /** Of the function. */
  readonly arn: string;
  readonly account: string;
  readonly region: string;
  readonly kind: string;
  readonly rule: string;
  readonly severity: string;
  readonly title: string;
  readonly aliases: readonly string[];
  readonly certainty: string;
  readonly kev: boolean | null;
  readonly remediation: string | null;
  /** Package URL. */
  readonly package: string | null;
  /** It is not there any more. */
  readonly archived: boolean;
  /** ISO date-time of when it was seen first. */
  readonly since: string;
  /** ISO date-time of now. */
  readonly at: string;
  /** Of the tool. */
  readonly version: string;
}

const MAX_TITLE = 256;
const MAX_DESCRIPTION = 1024;
const MAX_REMEDIATION = 512;
const MAX_GENERATOR = 512;
const MAX_ID = 512;
const MAX_NAME = 128;
const FIELDS = { maxPairs: 50, maxKey: 128, maxValue: 2048 };

function bodyOf({
  kind,
  rule,
  title,
  aliases,
  certainty,
  kev,
  remediation,
  package: purl,
}: StoredFinding): object {
  const id = [rule, ...aliases].find((name) => /^CVE-\d{4}-\d{4,19}$/.test(name)) ?? rule;
  return {
    GeneratorId: fieldText(`stowaway/${kind}/${rule}`, MAX_GENERATOR),
    Title: fieldText(kind === 'advisory' ? `${title} (${id})` : title, MAX_TITLE),
    Description: sentencesText(
      [
        `${title}.`,
        certainty === 'possible' ? 'Possibly: the exact version is not known.' : '',
        kev === true ? 'Exploited in the wild.' : '',
        purl === null ? '' : `In ${purl}.`,
      ],
      MAX_DESCRIPTION,
    ),
    ...(remediation === null
      ? {}
      : { Remediation: { Recommendation: knownTexts({ Text: [remediation, MAX_REMEDIATION] }) } }),
    ...(kind === 'advisory' ? { Vulnerabilities: [{ Id: fieldText(id, MAX_NAME) }] } : {}),
  };
}

/** A stored finding for Security Hub: with the id that a report of the same function gives it, so that one takes the place of the other. */
export function hubDocument(finding: StoredFinding): object {
  const { fingerprint, arn, account, region, kind, severity, archived, since, at, version } = finding;
  const place = { account, region };
  const type = TYPE_OF_KIND[kind as FindingKind];
  return {
    Id: `stowaway/${digestOf(fingerprint, arn)}`,
    SchemaVersion: '2018-10-08',
    ProductArn: productArnOf(place),
    AwsAccountId: account,
    CreatedAt: since,
    UpdatedAt: at,
    LastObservedAt: at,
    ...bodyOf(finding),
    ...ratingOf(severity as Severity, { original: severity, type }),
    RecordState: archived ? 'ARCHIVED' : 'ACTIVE',
    ProductFields: fieldMap(
      [
        ['stowaway/Version', version],
        ['stowaway/Kind', kind],
        ['stowaway/Rule', finding.rule],
        ['stowaway/Fingerprint', fingerprint],
        ['stowaway/Certainty', finding.certainty],
      ],
      FIELDS,
    ),
    Resources: [
      {
        Type: 'AwsLambdaFunction',
        Id: fieldText(arn, MAX_ID),
        ...placeFields(place),
        Details: { AwsLambdaFunction: knownTexts({ FunctionName: [arn.split(':')[6], MAX_NAME] }) },
      },
    ],
  };
}
