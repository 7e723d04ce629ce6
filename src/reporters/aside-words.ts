import type { Finding, Suppression } from '../model/index.js';

const NO_REASON = 'no reason is given';

/** `Never called. (by ann, until 2027-01-01, stowaway.config.yaml)`: raw, to be escaped for where it goes. */
export function suppressionWords({ reason, owner, expires, source }: Suppression): string {
  const who = owner === null ? [] : [`by ${owner}`];
  const until = expires === null ? [] : [`until ${expires}`];
  return `${reason} (${[...who, ...until, source].join(', ')})`;
}

/** Why a finding is set aside: raw; '' of one that is open. */
export function asideWords({ status, suppression, justification }: Finding): string {
  if (status === 'open') return '';
  return suppression === null ? (justification ?? NO_REASON) : suppressionWords(suppression);
}
