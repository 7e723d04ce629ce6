import { compareSeverity, type Finding } from '../../model/index.js';
import { asideWords } from '../aside-words.js';
import { CONFIDENCE_SHARE } from '../amounts.js';
import { counted } from '../amounts.js';
import { doubtWords, namedPackage, publicIdOf } from '../names.js';
import { linksOf } from '../safe-link.js';
import type { Sighting } from '../sightings.js';
import { fieldMap, fieldText, sentencesText } from '../field-text.js';
import { ratingOf, TYPE_OF_KIND } from './finding-types.js';
import type { Group } from './subjects.js';
import { vulnerabilityOf } from './vulnerability.js';

const MAX_TITLE = 256;
const MAX_DESCRIPTION = 1024;
const MAX_REMEDIATION = 512;
const MAX_GENERATOR = 512;
const MAX_PLACES = 5;
const MAX_MALWARE = 5;
const MAX_MALWARE_NAME = 64;
const MAX_MALWARE_PATH = 512;
const PRODUCT_FIELDS = { maxPairs: 50, maxKey: 128, maxValue: 2048 };

function isSetAside({ status }: Finding): boolean {
  return status !== 'open';
}

/** The worst that is open stands for all. */
function worstFirst(group: Group): Group {
  const [first, ...rest] = [...group].sort(
    ({ finding: a }, { finding: b }) =>
      Number(isSetAside(a)) - Number(isSetAside(b)) || compareSeverity(a.severity, b.severity),
  );
  return first ? [first, ...rest] : group;
}

function placeWords({ found, artifact }: Sighting): string {
  const path = found?.locations[0]?.path ?? '';
  const place = [artifact?.path ?? '', path].filter((part) => part !== '').join(': ');
  const named = found ? namedPackage(found) : '';
  return place === '' || named === '' ? named || place : `${named} at ${place}`;
}

function seenIn(group: Group): string {
  const places = [...new Set(group.map(placeWords))].filter((place) => place !== '');
  const rest = places.length - MAX_PLACES;
  const more = rest > 0 ? `, and in ${counted(rest, 'more place')}` : '';
  return places.length === 0 ? '' : `In ${places.slice(0, MAX_PLACES).join(', ')}${more}.`;
}

function evidenceWords({ kind, evidence }: Finding): string {
  const [seen] = evidence;
  if (kind === 'advisory' || !seen) return '';
  return `Seen: ${[seen.path, seen.detail].filter((part) => part !== null && part !== '').join(': ')}.`;
}

function descriptionOf(group: Group): string {
  const [{ finding, found }] = group;
  return sentencesText(
    [
      `${finding.title}.`,
      isSetAside(finding) ? `Set aside: ${asideWords(finding)}` : '',
      doubtWords(finding, found),
      finding.kev === true ? 'Exploited in the wild.' : '',
      seenIn(group),
      finding.why ?? '',
      evidenceWords(finding),
      finding.rangesComplete ? '' : 'The advisory is known to lack some affected ranges.',
    ],
    MAX_DESCRIPTION,
  );
}

function remediationOf(group: Group): object {
  const texts = [...new Set(group.flatMap(({ finding }) => finding.remediation?.text ?? []))];
  const [url] = linksOf(group[0].finding);
  if (texts.length === 0 && url === undefined) return {};
  return {
    Remediation: {
      Recommendation: {
        ...(texts.length === 0 ? {} : { Text: sentencesText(texts, MAX_REMEDIATION) }),
        ...(url === undefined ? {} : { Url: url }),
      },
    },
  };
}

function malwareOf(group: Group): object {
  const seen = group.flatMap(({ finding, found }) =>
    (finding.locations.length > 0 ? finding.locations : (found?.locations ?? [])).map(({ path }) => ({
      Name: fieldText(found?.name ?? finding.rule, MAX_MALWARE_NAME),
      ...(path === '' ? {} : { Path: fieldText(path, MAX_MALWARE_PATH) }),
      State: 'OBSERVED',
    })),
  );
  return seen.length === 0 ? {} : { Malware: seen.slice(0, MAX_MALWARE) };
}

/** The workflow is the customer's: it is set only for decisions made here. */
function stateOf(finding: Finding): object {
  return isSetAside(finding)
    ? { Workflow: { Status: 'SUPPRESSED' }, RecordState: 'ARCHIVED' }
    : { RecordState: 'ACTIVE' };
}

function productFields({ finding, artifact }: Sighting, version: string): object {
  return fieldMap(
    [
      ['stowaway/Version', version],
      ['stowaway/Kind', finding.kind],
      ['stowaway/Rule', finding.rule],
      ['stowaway/Fingerprint', finding.fingerprint],
      ['stowaway/Certainty', finding.certainty],
      ['stowaway/Artifact', artifact?.path ?? null],
      ['stowaway/New', finding.isNew === null ? null : String(finding.isNew)],
      ['stowaway/SetAside', isSetAside(finding) ? asideWords(finding) : null],
    ],
    PRODUCT_FIELDS,
  );
}

function titleOf(finding: Finding): string {
  const id = publicIdOf(finding);
  return finding.kind === 'advisory' ? `${finding.title} (${id})` : finding.title;
}

/** The fields of a finding that do not depend on the function. @param version of the tool. */
export function findingBody(unordered: Group, version: string): object {
  const group = worstFirst(unordered);
  const [{ finding }] = group;
  const { kind, severity, rule } = finding;
  const hasRecord = kind === 'advisory' || finding.vectors.length > 0 || rule.startsWith('MAL-');
  return {
    GeneratorId: fieldText(`stowaway/${kind}/${rule}`, MAX_GENERATOR),
    Title: fieldText(titleOf(finding), MAX_TITLE),
    Description: descriptionOf(group),
    ...ratingOf(severity, { original: severity, type: TYPE_OF_KIND[kind] }),
    Confidence: Math.round(CONFIDENCE_SHARE[finding.confidence] * 100),
    ...remediationOf(group),
    ...(hasRecord ? { Vulnerabilities: [vulnerabilityOf(group)] } : {}),
    ...(kind === 'malware' ? malwareOf(group) : {}),
    ...stateOf(finding),
    ProductFields: productFields(group[0], version),
  };
}
