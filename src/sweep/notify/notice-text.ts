import type { NoticeCount, NoticedFinding } from '../../store/index.js';
import { countWords, findingLines } from '../describe/describe-sweep.js';
import type { SweptFinding } from '../sweep-report.js';

/** The content of a message. */
export interface NoticeContent {
  readonly id: string;
  readonly run: number;
  readonly counts: readonly NoticeCount[];
  /** The worst of them. */
  readonly findings: readonly NoticedFinding[];
}

/** Findings that a message names; the counts have all. */
export const MAX_NAMED = 20;

function partOf({ counts, findings }: NoticeContent, state: 'new' | 'fixed'): string[] {
  const own = counts.filter((row) => row.state === state);
  const count = own.reduce((sum, row) => sum + row.count, 0);
  if (count === 0) return [];
  const named = findings.filter((finding) => finding.state === state) as unknown as SweptFinding[];
  return [`${state === 'new' ? 'New' : 'Fixed'}: ${countWords(own)}`, ...findingLines(named, count)];
}

/** One line that sums a notice up. */
export function noticeTitle({ run, counts }: NoticeContent): string {
  const sum = (state: 'new' | 'fixed') =>
    counts.filter((row) => row.state === state).reduce((all, row) => all + row.count, 0);
  return `stowaway sweep ${run}: ${sum('new')} new, ${sum('fixed')} fixed`;
}

/** The lines of a message, as plain text. */
export function noticeLines(content: NoticeContent): string[] {
  return [...partOf(content, 'new'), ...partOf(content, 'fixed')];
}
