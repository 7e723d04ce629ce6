import type { VNode } from 'preact';
import type { Severity } from '../../src/model/severity.js';
import { number } from '../report/amounts.js';
import { SEVERITIES, totalOf, worstOf } from '../report/counts.js';
import type { Counts } from '../report/model.js';

const WORDS: Readonly<Record<Severity, string>> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  unknown: 'Unknown',
};

const BARS: Readonly<Record<Severity, number>> = { critical: 4, high: 3, medium: 2, low: 1, unknown: 0 };

export function severityWord(severity: Severity): string {
  return WORDS[severity];
}

/** Four bars, as many of them full as it is severe: severity without colour. */
function Level({ severity }: { readonly severity: Severity }): VNode {
  return (
    <svg class="level" viewBox="0 0 14 10" width="14" height="10" aria-hidden="true">
      {[0, 1, 2, 3].map((bar) => (
        <rect
          key={bar}
          class={bar < BARS[severity] ? 'on' : 'off'}
          x={bar * 3.6}
          y={7 - bar * 2.2}
          width="2.6"
          height={3 + bar * 2.2}
          rx="0.6"
        />
      ))}
    </svg>
  );
}

export function SeverityBadge({ severity }: { readonly severity: Severity }): VNode {
  return (
    <span class={`badge severity ${severity}`}>
      <Level severity={severity} />
      {WORDS[severity]}
    </span>
  );
}

/** The worst severity that is certain. Where nothing was found, it is "fine" only if all was seen. */
export function WorstBadge({
  counts,
  complete,
  isUnknown = false,
}: {
  readonly counts: Counts;
  readonly complete: boolean;
  /** No version is known: nothing was looked for. */
  readonly isUnknown?: boolean;
}): VNode {
  const worst = worstOf(counts);
  if (!worst && counts.possible > 0) return <span class="badge possible">Only possible</span>;
  if (worst) return <SeverityBadge severity={worst} />;
  if (!complete) return <span class="badge incomplete">Incomplete</span>;
  if (isUnknown) return <span class="badge quiet">Not known</span>;
  return <span class="badge quiet">Nothing found</span>;
}

/** `2 critical, 14 high, 3 only possible`. */
export function countWords(counts: Counts): string {
  const certain = SEVERITIES.filter((severity) => counts[severity] > 0).map(
    (severity) => `${number(counts[severity])} ${severity === 'unknown' ? 'of unknown severity' : severity}`,
  );
  const possible = counts.possible > 0 ? [`${number(counts.possible)} only possible`] : [];
  return [...certain, ...possible].join(', ');
}

/** The numbers of open findings side by side, worst first, zeros left out. */
export function CountPills({ counts }: { readonly counts: Counts }): VNode | null {
  if (totalOf(counts) + counts.possible === 0) return null;
  return (
    <span class="pills">
      {SEVERITIES.filter((severity) => counts[severity] > 0).map((severity) => (
        <span key={severity} class={`pill ${severity}`}>
          <Level severity={severity} />
          {number(counts[severity])}
          <span class="unseen"> {WORDS[severity].toLowerCase()}</span>
        </span>
      ))}
      {counts.possible > 0 && <span class="pill possible">{number(counts.possible)} possible</span>}
    </span>
  );
}
