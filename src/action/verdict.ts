import type { Report } from '../model/index.js';
import { EXIT } from '../policy/index.js';
import { countsOldFindings } from './outputs.js';
import { severityWords, unseenWords, type Annotation } from '../reporters/index.js';

function wordsOf(report: Report, exitCode: number): string | null {
  const { summary, options } = report;
  if (exitCode === EXIT.findings) {
    const fresh = options.gate.newOnly ? summary.newFindings : null;
    const words = severityWords(fresh ?? summary.findings).join(', ');
    const why = countsOldFindings(report) ? ' New and known findings count, because new-only is false.' : '';
    return `${fresh ? 'New' : 'Found'}: ${words}.${why} Severity ${options.failOn} or higher fails the job.`;
  }
  if (exitCode === EXIT.nothing) return 'Nothing to scan: no code was found.';
  if (exitCode !== EXIT.incomplete) return null;
  return unseenWords(summary);
}

/** Why the job fails, as a note about the run; null when it does not. */
export function verdictAnnotation(report: Report, exitCode: number): Annotation | null {
  const message = wordsOf(report, exitCode);
  return message === null ? null : { level: 'error', title: 'stowaway', message, file: null, line: null };
}
