import type { Report } from '../../model/index.js';
import { chooseFindings } from '../../policy/index.js';
import { counted } from '../../reporters/index.js';
import { awsPlace, type AwsFlags } from '../aws-place.js';
import { presentationOf, writeOut } from '../console.js';
import { reporterOf, type Output } from '../option-values.js';
import { filterOf, type FilterFlags } from './report-options.js';
import { writeReportFile } from '../write-report-file.js';

/** Flags about where and how a report is shown. */
export interface ShowFlags extends AwsFlags, FilterFlags {
  readonly format: string;
  readonly output: readonly Output[];
  /** File of the report in `format`. */
  readonly o?: string;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly vexUnreachable?: boolean;
}

/** @returns what kept one from being written; the others are written all the same, as the scan took its time. */
export async function writeFiles(report: Report, flags: ShowFlags): Promise<unknown> {
  const aws = await awsPlace(flags);
  const vexUnreachable = flags.vexUnreachable ?? false;
  const files = flags.output.map((output) => ({ ...output, content: report }));
  if (flags.o !== undefined) {
    const content = chooseFindings(report, filterOf(flags)).report;
    files.push({ reporter: reporterOf(flags.format), file: flags.o, content });
  }
  const failures: unknown[] = [];
  for (const { reporter, file, content } of files) {
    try {
      writeReportFile(content, { reporter, file, aws, vexUnreachable });
    } catch (error) {
      failures.push(error);
    }
  }
  return failures[0];
}

/** Whether a quiet scan has nothing to print. */
function isQuietlyClean({ summary, options }: Report): boolean {
  const found = Object.values(summary.findings).some((count) => count > 0);
  return summary.complete && options.finished && !found;
}

/** Prints the report as its flags want it. */
export async function printReport(whole: Report, flags: ShowFlags, elapsedMillis: number): Promise<void> {
  const { report, hidden } = chooseFindings(whole, filterOf(flags));
  if (hidden > 0 && (flags.format !== 'text' || flags.o !== undefined)) {
    process.stderr.write(`${counted(hidden, 'finding')} hidden by filters; the exit code counts them.\n`);
  }
  if (flags.o !== undefined || (flags.quiet && isQuietlyClean(whole))) return;
  const presentation = {
    hiddenFindings: hidden,
    ...presentationOf(process.stdout),
    verbose: flags.verbose ?? false,
    vexUnreachable: flags.vexUnreachable ?? false,
    elapsedMillis,
    aws: await awsPlace(flags),
  };
  await writeOut(reporterOf(flags.format).render(report, presentation));
}
