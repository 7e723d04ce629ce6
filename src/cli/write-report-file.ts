import { closeSync, openSync, writeFileSync } from 'node:fs';
import { ScanError, type AwsPlace, type Report } from '../model/index.js';
import type { Reporter } from '../reporters/index.js';
import { batches } from './console.js';

interface ReportFile {
  readonly reporter: Reporter;
  readonly file: string;
  /** Where functions run of which nothing says it. */
  readonly aws?: AwsPlace;
}

/** A file whose text is not even begun stays as it was. */
function writePieces(file: string, pieces: Iterable<string>): void {
  let descriptor: number | null = null;
  try {
    for (const piece of pieces) {
      descriptor ??= openSync(file, 'w');
      writeFileSync(descriptor, piece);
    }
  } finally {
    if (descriptor !== null) closeSync(descriptor);
  }
}

/** Writes a report as files have it: whole, without colours, never in memory as one text. @throws ScanError */
export function writeReportFile(report: Report, { reporter, file, aws }: ReportFile): void {
  const plain = { colour: false, width: Infinity, links: false, verbose: true, elapsedMillis: null };
  try {
    writePieces(file, batches(reporter.render(report, { ...plain, ...(aws ? { aws } : {}) })));
  } catch (cause) {
    if (!(cause instanceof Error && 'syscall' in cause)) throw cause;
    throw new ScanError('usage', `The report could not be written to ${file}: ${cause.message}.`, {
      hint: 'Name a file in a folder that exists, may be written and has room.',
      cause,
    });
  }
}
