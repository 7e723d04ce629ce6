import { closeSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { ScanError, type AwsPlace, type Report } from '../model/index.js';
import { reportParts } from '../report-parts.js';
import type { Reporter } from '../reporters/index.js';
import { batches, folderInRepository } from './console.js';

interface ReportFile {
  readonly reporter: Reporter;
  /** With `{function}` in it: a file for each function, and for each artifact that none mounts. */
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

/** Stands for the name of a function in the path of a file. */
export const FUNCTION_PLACE = '{function}';

interface NamedReport {
  readonly path: string;
  readonly report: Report;
}

function* filesOf(report: Report, file: string): Generator<NamedReport> {
  if (!file.includes(FUNCTION_PLACE)) yield { path: file, report };
  else
    for (const part of reportParts(report)) {
      const path = file.replaceAll(FUNCTION_PLACE, part.fileName);
      mkdirSync(dirname(path), { recursive: true });
      yield { path, report: part.report };
    }
}

/** Writes a report as files have it: whole, without colours, never in memory as one text. @throws ScanError */
export function writeReportFile(report: Report, { reporter, file, aws }: ReportFile): void {
  const folder = folderInRepository();
  const plain = { folder, colour: false, width: Infinity, links: false, verbose: true, elapsedMillis: null };
  try {
    for (const { path, report: told } of filesOf(report, file))
      writePieces(path, batches(reporter.render(told, { ...plain, ...(aws ? { aws } : {}) })));
  } catch (cause) {
    if (!(cause instanceof Error && 'syscall' in cause)) throw cause;
    throw new ScanError('usage', `The report could not be written to ${file}: ${cause.message}.`, {
      hint: 'Name a file in a folder that exists, may be written and has room.',
      cause,
    });
  }
}
