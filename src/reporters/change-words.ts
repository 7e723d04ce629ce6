import type { Change } from '../model/index.js';
import { listed } from './amounts.js';

const MAX_NAMES = 2;

/** `upgrade express 4.16.0 → 4.22.1, another major`: raw, to be escaped for where it goes. */
export function changeWords({
  action,
  name,
  alias,
  from,
  to,
  major,
  broughtBy,
}: Omit<Change, 'root' | 'clears'>): string {
  const subject = alias === null ? name : `${alias} (is ${name})`;
  const shown = from.length > MAX_NAMES ? `${from[0]}–${from.at(-1)}` : from.join(', ');
  const versions = shown === '' ? '' : ` ${shown}`;
  const brought = broughtBy.length === 0 ? '' : ` (comes with ${listed(broughtBy, MAX_NAMES)})`;
  const far = major ? ', another major' : '';
  if (action === 'remove') {
    return to === null
      ? `remove ${subject}${versions}${brought}`
      : `replace ${subject}${versions} by ${to}${brought}${far}`;
  }
  // Some of its possible versions may need no change.
  const open = to !== null && from.includes(to) ? `, unless it is ${to} or later` : '';
  return `${action} ${subject}${versions} → ${to}${open}${brought}${far}`;
}
