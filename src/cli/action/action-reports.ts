import { join } from 'node:path';
import type { ActionInputs, WrittenFiles } from '../../action/index.js';
import { makeFolder } from '../../locks/index.js';
import { ScanError, type AwsPlace, type Report } from '../../model/index.js';
import { REPORTERS, type Reporter } from '../../reporters/index.js';
import { presentationOf, writeOut } from '../console.js';
import { writeReportFile } from '../write-report-file.js';

const SBOM_FORMATS = new Set(['cyclonedx', 'spdx']);

/** Formats that are written, checked before anything is scanned. */
export function reportersOf({ formats }: ActionInputs): Reporter[] {
  const wanted = new Set(['json', 'sarif', ...formats]);
  const unknown = [...wanted].find((format) => !REPORTERS.some(({ id }) => id === format));
  if (unknown === undefined) return REPORTERS.filter(({ id }) => wanted.has(id));
  throw new ScanError('usage', `There is no format ${unknown}.`, {
    hint: `Formats: ${REPORTERS.map(({ id }) => id).join(', ')}.`,
  });
}

function makeReportFolder(folder: string): void {
  try {
    makeFolder(folder);
  } catch (cause) {
    const hint = 'Name another folder in report-dir.';
    throw new ScanError('usage', `The folder ${folder} cannot be created.`, { hint, cause });
  }
}

export interface Written {
  readonly files: WrittenFiles;
  /** Why a report could not be written; the others are still written. */
  readonly failures: readonly ScanError[];
}

/** Writes the reports, as many as can be. */
export function writeReports(
  report: Report,
  reporters: readonly Reporter[],
  { reportDir, db, aws }: Pick<WrittenFiles, 'reportDir' | 'db'> & { readonly aws: AwsPlace },
): Written {
  const sbomDir = join(reportDir, 'sbom');
  const hasSbom = reporters.some(({ id }) => SBOM_FORMATS.has(id));
  makeReportFolder(hasSbom ? sbomDir : reportDir);
  const failures: ScanError[] = [];
  for (const reporter of reporters) {
    const folder = SBOM_FORMATS.has(reporter.id) ? sbomDir : reportDir;
    try {
      writeReportFile(report, { reporter, file: join(folder, `stowaway.${reporter.extension}`), aws });
    } catch (error) {
      if (!(error instanceof ScanError)) throw error;
      failures.push(error);
    }
  }
  const [json, sarif] = [join(reportDir, 'stowaway.json'), join(reportDir, 'stowaway.sarif')];
  return { files: { reportDir, db, json, sarif, sbomDir: hasSbom ? sbomDir : '' }, failures };
}

export async function printReport(report: Report): Promise<void> {
  const [text] = REPORTERS;
  const presentation = { ...presentationOf(process.stdout), verbose: false, elapsedMillis: null };
  if (text) await writeOut(text.render(report, presentation));
}
