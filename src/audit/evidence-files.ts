import type { Report } from '../model/index.js';
import { REPORTERS, streamJson, type Reporter } from '../reporters/index.js';
import { reportParts } from '../report-parts.js';
import { composeRecord, type EvidenceContext } from './compose-record.js';
import type { EvidenceRecord } from './record.js';
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

/** The rows one by one, so that the writer of JSON never holds the text of all of them. */
function* each<T>(rows: readonly T[]): Generator<T> {
  yield* rows;
}

/** A record whose lists are written row by row. */
function inRows(record: EvidenceRecord): object {
  const members = Object.entries(record).map(([key, value]: [string, unknown]) => [
    key,
    Array.isArray(value) ? each(value) : value,
  ]);
  return Object.fromEntries(members) as object;
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
  yield { path: 'evidence.json', pieces: streamJson(inRows(record)) };
  yield { path: 'index.html', pieces: evidencePage(record) };
}
