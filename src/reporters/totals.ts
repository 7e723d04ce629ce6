import type { Report } from '../model/index.js';
import { counted, severityWords } from './amounts.js';

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

/** Small bundles make no scan incomplete, but what is in them was not seen either. */
function isMostlyUnexplained({ artifacts }: Report): boolean {
  return artifacts.some(({ coverage: { codeBytes, unattributed } }) => unattributed > codeBytes / 2);
}

/** `2 critical · 1 high`; "nothing" is only said of what was seen. */
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
