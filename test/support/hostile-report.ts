import type { Report } from '../../src/model/index.js';
import { smallReport } from './small-report.js';

/** Colour, line break, bell, 8-bit control, bidi override and isolate, zero width, line separator, tag, lone surrogate. */
export const HOSTILE =
  '\u001b[31m\r\n\u0007\u009b2J\u202eevil\u2066\u200b\u2028\u{e0041}\ud800</script><!--`|"\\';

/** Characters that no output may contain raw: controls except line feeds, invisible ones, and halves of surrogate pairs. */
export const RAW_DANGER =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\u{e0000}-\u{e007f}]|\p{Cs}/u;

/** Keys whose values are words of ours, not of the scanned input. */
const OUR_KEYS = new Set([
  'action',
  'certainty',
  'code',
  'confidence',
  'kind',
  'method',
  'origin',
  'platform',
  'presence',
  'basis',
  'scannedAt',
  'severity',
  'status',
  'versionState',
]);

function poisoned(value: unknown, key: string): unknown {
  if (typeof value === 'string') return OUR_KEYS.has(key) ? value : value + HOSTILE;
  if (Array.isArray(value)) return value.map((element) => poisoned(element, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, poisoned(member, name)]));
}

/** The small report with a hostile tail on every string that scanned input could have a say in. */
export function hostileReport(): Report {
  const report = smallReport();
  const tags = JSON.parse('{"__proto__":"polluted","constructor":"x"}') as Record<string, string>;
  const functions = report.functions.map((fn) => ({ ...fn, tags }));
  return poisoned({ ...report, functions }, '') as Report;
}
