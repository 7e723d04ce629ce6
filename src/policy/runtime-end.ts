import {
  fingerprintInFunction,
  fingerprintOf,
  PLAIN_FINDING,
  type Declaration,
  type Finding,
  type FunctionReport,
  type Severity,
} from '../model/index.js';
import { DATES_AS_OF, DATES_SOURCE, datesOf, type RuntimeDates } from './runtime-dates.js';

/** Days before the end of a runtime from which on it is told: moving a function takes a quarter, as a rule. */
const DAYS_BEFORE = 90;

interface RuntimeFault {
  readonly words: string;
  readonly severity: Severity;
}

function isSoon(day: string, today: string): boolean {
  return Date.parse(day) - Date.parse(today) <= DAYS_BEFORE * 24 * 3600 * 1000;
}

/** What holds on a day; null while the runtime is supported, and longer than a quarter. ISO days order as texts do. */
function endOf({ deprecated, blocked }: RuntimeDates, today: string): RuntimeFault | null {
  if (blocked !== null && blocked < today) {
    const words = `cannot be updated since ${blocked}, and gets no patches since ${deprecated}`;
    return { words, severity: 'medium' };
  }
  if (deprecated < today) {
    const soon = blocked !== null && isSoon(blocked, today) ? `, and cannot be updated after ${blocked}` : '';
    return { words: `gets no security patches since ${deprecated}${soon}`, severity: 'medium' };
  }
  return isSoon(deprecated, today)
    ? { words: `gets no security patches after ${deprecated}`, severity: 'low' }
    : null;
}

/**
 * A finding about a function whose runtime is out of support, or will be within a quarter.
 * @param today ISO day; the same as for all other dates of the report.
 * @param place of the runtime's setting; else the function's counts.
 */
export function runtimeEnd(
  { id, runtime, platform, declaredIn, arn }: FunctionReport,
  today: string,
  place?: Declaration,
): Finding[] {
  const dates = platform === 'aws-lambda' && runtime !== null ? datesOf(runtime) : null;
  const end = dates && endOf(dates, today);
  if (end === null) return [];
  const setting = place ?? declaredIn ?? { path: arn ?? '', line: null };
  const fingerprint = fingerprintOf({ kind: 'runtime', rule: 'runtime-end', subject: `runtime:${runtime}` });
  return [
    {
      ...PLAIN_FINDING,
      id: `runtime-end#${runtime}`,
      kind: 'runtime',
      rule: 'runtime-end',
      title: `The runtime ${runtime} ${end.words}`,
      severity: end.severity,
      references: [DATES_SOURCE],
      confidence: 'medium',
      locations: [],
      evidence: [{ ...setting, detail: `dates as of ${DATES_AS_OF}; AWS may have moved them` }],
      remediation: {
        action: 'upgrade',
        version: null,
        major: false,
        direct: null,
        text: 'Move the function to a runtime that is supported, and test it there.',
      },
      fingerprint: fingerprintInFunction(fingerprint, id),
      why: 'Flaws of the language, of its libraries and of the SDK that it brings are not mended there any more.',
    },
  ];
}
