import type { Report } from '../../model/index.js';
import { reportDigest, uuidOf } from '../content-id.js';
import { escapeTerminal } from '../escape-terminal.js';
import { nameOfWhole } from '../names.js';
import { indexReport } from '../report-index.js';
import type { Reporter } from '../reporter.js';
import { streamJson } from '../stream-json.js';
import { allAcceptedNotes } from '../accepted-gaps.js';
import { seenWords } from '../totals.js';
import { problemsOf, problemWords, ruleNotes } from '../located-problems.js';
import {
  artifactPackage,
  functionPackage,
  packagePackage,
  packageSpdxId,
  runtimePackageSpdxId,
} from './packages.js';
import { DOCUMENT_ID, relationshipsOf } from './relationships.js';

function* packagesOf({ functions, artifacts }: Report): Generator<object> {
  for (const fn of functions) {
    yield functionPackage(fn);
    for (const found of fn.runtimePackages) yield packagePackage(found, runtimePackageSpdxId(fn, found.id));
  }
  for (const artifact of artifacts) {
    yield artifactPackage(artifact);
    for (const found of artifact.packages) yield packagePackage(found, packageSpdxId(artifact, found.id));
  }
}

/** The document's comment: unread parts, and rules without effect. */
function commentOf(report: Report): string {
  const { summary, options } = report;
  const isWhole = summary.complete && options.finished;
  const lines = isWhole
    ? [`Completeness: ${seenWords(report)}.`, ...ruleNotes(report)]
    : [
        'Not complete:',
        ...(options.finished ? [] : ['The scan was interrupted.']),
        ...summary.reasons,
        ...allAcceptedNotes(report),
        ...problemsOf(report).map(problemWords),
      ];
  return [...new Set(lines.map(escapeTerminal))].join('\n');
}

/** SPDX knows no fractions of a second. */
function createdAt({ scannedAt }: Report): string {
  return scannedAt.replace(/\.\d+Z$/, 'Z');
}

/** SPDX 2.3: functions, their artifacts and the packages in these. https://spdx.github.io/spdx-spec/v2.3/ */
export const spdx = {
  id: 'spdx',
  title: 'SPDX 2.3 document',
  extension: 'spdx.json',
  *render(report: Report) {
    yield* streamJson({
      spdxVersion: 'SPDX-2.3',
      dataLicense: 'CC0-1.0',
      SPDXID: DOCUMENT_ID,
      name: nameOfWhole(report),
      documentNamespace: `urn:uuid:${uuidOf(reportDigest(report))}`,
      creationInfo: {
        created: createdAt(report),
        creators: [`Tool: stowaway-${escapeTerminal(report.tool.version)}`],
      },
      comment: commentOf(report),
      packages: packagesOf(report),
      relationships: relationshipsOf(report, indexReport(report)),
    });
  },
} satisfies Reporter;
