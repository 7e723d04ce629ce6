import { asRecorded, compareReports, diffText, type ReportDiff } from '../diff/index.js';
import { ScanError, type Report } from '../model/index.js';
import { escapeTerminal } from '../reporters/index.js';
import { presentationOf, writeOut } from './console.js';
import { TargetChanges } from './target-changes.js';

interface WatchedScan {
  readonly targets: readonly string[];
  /** Files that the scan writes. */
  readonly outputs: readonly string[];
  readonly signal: AbortSignal;
  /** Scans once, and writes reports to files. @throws ScanError */
  readonly scanAgain: () => Promise<Report>;
}

const QUIET_MILLIS = 400;

function isSame({ findings, packages, functions }: ReportDiff): boolean {
  return findings.length + packages.length + functions.added.length + functions.removed.length === 0;
}

/** A build may have left nothing, or half of it: that is reported, and scanned again at the next change. */
async function attempt({ scanAgain }: WatchedScan): Promise<Report | null> {
  try {
    return await scanAgain();
  } catch (error) {
    if (!(error instanceof ScanError)) throw error;
    process.stderr.write(`stowaway: ${error.message.split('\n').map(escapeTerminal).join('\n')}\n`);
    return null;
  }
}

/**
 * Scans whenever a target changes, and reports new and fixed findings, until the signal ends it.
 * @returns the last report.
 */
export async function watchScan(first: Report, watched: WatchedScan): Promise<Report> {
  const { targets, outputs, signal } = watched;
  const changes = new TargetChanges(targets, { ignored: outputs, quietMillis: QUIET_MILLIS });
  let last = first;
  try {
    process.stderr.write('Watching for changes; press Ctrl-C to end.\n');
    while (await changes.next(signal)) {
      const report = await attempt(watched);
      if (!report?.options.finished) continue;
      const diff = compareReports(asRecorded(last), asRecorded(report));
      const time = new Date().toLocaleTimeString('en-GB');
      if (isSame(diff)) process.stderr.write(`${time}  scanned again: nothing new, nothing fixed\n`);
      else await writeOut([`\n${time}\n`, ...diffText(diff, presentationOf(process.stdout).width)]);
      last = report;
    }
    return last;
  } finally {
    changes.close();
  }
}
