import type { Finding } from '../../model/index.js';
import { digestOf } from '../content-id.js';
import type { ReportIndex } from '../report-index.js';
import { fieldText, sentencesText } from '../field-text.js';
import { findingBody } from './finding-body.js';
import { INCOMPLETE_TYPE, ratingOf } from './finding-types.js';
import { productArnOf, type HubPlace } from './place.js';
import { resourceOf } from './resources.js';
import type { Group, Subject } from './subjects.js';

const MAX_TITLE = 256;
const MAX_DESCRIPTION = 1024;
const INCOMPLETE = 'stowaway/incomplete';

/** Members of an object, to be put beside others. */
function membersText(fields: object): string {
  return JSON.stringify(fields).slice(1, -1);
}

function incompleteBody({ name, reasons }: Subject): object {
  return {
    GeneratorId: INCOMPLETE,
    Title: fieldText(`The scan of ${name} is incomplete`, MAX_TITLE),
    Description: sentencesText(
      ['Parts that were not analysed may hold vulnerabilities or malware.', ...reasons],
      MAX_DESCRIPTION,
    ),
    ...ratingOf('unknown', { original: 'unknown', type: INCOMPLETE_TYPE }),
    RecordState: 'ACTIVE',
  };
}

/** Most findings have the same text in every function that mounts the artifact: their text is made once. */
function openBodies(version: string): (group: Group) => string {
  const known = new WeakMap<Finding, string>();
  return (group) => {
    const [{ finding }] = group;
    const text =
      (group.length === 1 ? known.get(finding) : undefined) ?? membersText(findingBody(group, version));
    if (group.length === 1) known.set(finding, text);
    return text;
  };
}

/** Findings of subjects in an account and region, each a JSON object. */
export type DocumentsOf = (place: HubPlace, subjects: readonly Subject[]) => Generator<string>;

export function openDocuments(index: ReportIndex): DocumentsOf {
  const { report } = index;
  const bodyText = openBodies(report.tool.version);
  return function* documentsOf(place, subjects) {
    // Nothing else is known of when: the same report gives the same findings.
    const [at, account] = [report.scannedAt, place.account];
    const head = membersText({
      SchemaVersion: '2018-10-08',
      ProductArn: productArnOf(place),
      AwsAccountId: account,
      CreatedAt: at,
      UpdatedAt: at,
      LastObservedAt: at,
    });
    for (const subject of subjects) {
      const resources = membersText({ Resources: [resourceOf(subject, place, index)] });
      const documentOf = (fingerprint: string, body: string): string =>
        `{"Id":"stowaway/${digestOf(fingerprint, subject.id)}",${head},${body},${resources}}`;
      for (const [fingerprint, group] of subject.groups()) yield documentOf(fingerprint, bodyText(group));
      if (subject.reasons.length > 0) yield documentOf(INCOMPLETE, membersText(incompleteBody(subject)));
    }
  };
}
