import type { Report } from '../model/index.js';
import { isSeenWhole } from './accepted-gaps.js';
import { bytes, counted, severityWords } from './amounts.js';

export function isEmpty({ functions, artifacts }: Report): boolean {
  return functions.length + artifacts.length === 0;
}

/** `3 functions · 120 packages`. */
export function scannedWords(report: Report): string {
  const { functions, artifacts, packages } = report.summary;
  if (isEmpty(report)) return 'no function found, nothing was scanned';
  const units = functions > 0 ? counted(functions, 'function') : counted(artifacts, 'artifact');
  return `${units} · ${counted(packages, 'package')}`;
}

/** Whether no package and no code of the application explains most of an artifact. Small bundles make no scan incomplete. */
function isMostlyUnexplained({ artifacts }: Pick<Report, 'artifacts'>): boolean {
  return artifacts.some(({ coverage: { codeBytes, unattributed } }) => unattributed > codeBytes / 2);
}

/** `98 % of the code (2 kB) unexplained`; null if all of it is explained. */
export function unexplainedWords({ artifacts }: Pick<Report, 'artifacts'>): string | null {
  let [code, unattributed] = [0, 0];
  for (const { coverage } of artifacts) {
    code += coverage.codeBytes;
    unattributed += coverage.unattributed;
  }
  if (unattributed === 0) return null;
  const percent = Math.ceil((unattributed / code) * 100);
  return `${unattributed < code / 100 ? 'less than 1' : percent} % of the code (${bytes(unattributed)}) unexplained`;
}

/** How much was read, for a report that is complete. */
export function seenWords(report: Report): string {
  if (!isSeenWhole(report)) return 'everything was seen except accepted gaps';
  const unexplained = unexplainedWords(report);
  return unexplained === null ? 'everything was seen' : `everything was read, ${unexplained}`;
}

/** `2 critical · 1 high`; "nothing" only when everything was read. */
export function foundWords(report: Report): string {
  const found = severityWords(report.summary.findings);
  if (found.length > 0) return found.join(' · ');
  const { complete, acceptedGaps } = report.summary;
  const isSeen = complete && acceptedGaps.length === 0 && !isMostlyUnexplained(report);
  return isSeen ? 'nothing found' : 'nothing found in what was seen';
}

/** `2 functions incomplete`; null when everything was seen. */
export function gapWords({ summary, functions }: Report): string | null {
  if (summary.complete) return null;
  const incomplete = functions.filter(({ complete }) => !complete).length;
  return incomplete > 0 ? `${counted(incomplete, 'function')} incomplete` : 'incomplete';
}

/** `2 gaps accepted by rule`; none: nothing. */
export function acceptedWords({ acceptedGaps }: Report['summary']): string[] {
  return acceptedGaps.length > 0 ? [`${counted(acceptedGaps.length, 'gap')} accepted by rule`] : [];
}
