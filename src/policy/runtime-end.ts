import {
  fingerprintInFunction,
  fingerprintOf,
  PLAIN_FINDING,
  type Finding,
  type FunctionReport,
} from '../model/index.js';
import { DATES_AS_OF, DATES_SOURCE, datesOf, type RuntimeDates } from './runtime-dates.js';

/** What holds on a day, in words; null while the runtime is supported. ISO days order as texts do. */
function endOf({ deprecated, blocked }: RuntimeDates, today: string): string | null {
  if (blocked !== null && blocked < today)
    return `cannot be updated since ${blocked}, and gets no patches since ${deprecated}`;
  return deprecated < today ? `gets no security patches since ${deprecated}` : null;
}

/**
 * A finding about a function whose runtime is out of support.
 * @param today ISO day; the same as for all other dates of the report.
 */
export function runtimeEnd({ id, runtime, platform }: FunctionReport, today: string): Finding[] {
  const dates = platform === 'aws-lambda' && runtime !== null ? datesOf(runtime) : null;
  const end = dates && endOf(dates, today);
  if (end === null) return [];
  const fingerprint = fingerprintOf({ kind: 'runtime', rule: 'runtime-end', subject: `runtime:${runtime}` });
  return [
    {
      ...PLAIN_FINDING,
      id: `runtime-end#${runtime}`,
      kind: 'runtime',
      rule: 'runtime-end',
      title: `The runtime ${runtime} ${end}`,
      severity: 'medium',
      references: [DATES_SOURCE],
      confidence: 'medium',
      locations: [],
      evidence: [{ path: '', line: null, detail: `dates as of ${DATES_AS_OF}; AWS may have moved them` }],
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
