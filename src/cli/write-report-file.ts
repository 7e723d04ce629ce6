import { closeSync, openSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFolder } from '../locks/index.js';
import { isSystemError, type AwsPlace, type Report } from '../model/index.js';
import { reportParts } from '../report-parts.js';
import type { Reporter } from '../reporters/index.js';
import { batches, folderInRepository } from './console.js';
import { FUNCTION_PLACE, unwritable } from './output-path.js';

interface ReportFile {
  readonly reporter: Reporter;
  /** With `{function}` in it: a file for each function, and for each artifact that none mounts. */
  readonly file: string;
  /** Account and region of functions that have no known ones. */
  readonly aws?: AwsPlace;
  /** See `Presentation`. */
  readonly vexUnreachable?: boolean;
}

/** Writes a file piece by piece. If the first piece fails, the file stays unchanged. */
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

interface NamedReport {
  readonly path: string;
  readonly report: Report;
}

function* filesOf(report: Report, file: string): Generator<NamedReport> {
  if (!file.includes(FUNCTION_PLACE)) yield { path: file, report };
  else
    for (const part of reportParts(report)) {
      const path = file.replaceAll(FUNCTION_PLACE, part.fileName);
      makeFolder(dirname(path));
      yield { path, report: part.report };
    }
}

/** Writes a report as files have it: whole, without colours, never in memory as one text. @throws ScanError */
export function writeReportFile(
  report: Report,
  { reporter, file, aws, vexUnreachable = false }: ReportFile,
): void {
  const folder = folderInRepository();
  const plain = { folder, colour: false, width: Infinity, links: false, verbose: true, elapsedMillis: null };
  try {
    for (const { path, report: part } of filesOf(report, file))
      writePieces(
        path,
        batches(reporter.render(part, { ...plain, vexUnreachable, ...(aws ? { aws } : {}) })),
      );
  } catch (cause) {
    if (!isSystemError(cause)) throw cause;
    throw unwritable(file, cause);
  }
}
