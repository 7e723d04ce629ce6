import type { Report } from '../model/index.js';
import { REPORTERS, type Reporter } from '../reporters/index.js';
import { reportParts } from '../report-parts.js';
import { composeRecord, type EvidenceContext } from './compose-record.js';
import { evidencePage } from './page/evidence-page.js';
import type { SealedFile } from './seal/write-folder.js';

const PLAIN = { colour: false, width: Infinity, links: false, verbose: true, elapsedMillis: null } as const;

function reporterWith(id: string): Reporter {
  const reporter = REPORTERS.find((one) => one.id === id);
  if (!reporter) throw new Error(`there is no reporter ${id}`);
  return reporter;
}

/** Id of the subject of a part: a function, or an artifact that none mounts. */
function subjectOf({ functions, artifacts }: Report): string {
  return functions[0]?.id ?? artifacts[0]?.id ?? '';
}

/** The files of the evidence about a report, without their digests. */
export function* evidenceFiles(
  report: Report,
  context: Omit<EvidenceContext, 'sboms'>,
): Generator<SealedFile> {
  const sbom = reporterWith('cyclonedx');
  const sboms = new Map<string, string>();
  for (const { fileName, report: part } of reportParts(report)) {
    const path = `sboms/${fileName}.${sbom.extension}`;
    sboms.set(subjectOf(part), path);
    yield { path, pieces: sbom.render(part, PLAIN) };
  }
  yield { path: 'report.json', pieces: reporterWith('json').render(report, PLAIN) };
  const record = composeRecord(report, { ...context, sboms });
  yield { path: 'evidence.json', pieces: [`${JSON.stringify(record, null, 2)}\n`] };
  yield { path: 'index.html', pieces: [evidencePage(record)] };
}
