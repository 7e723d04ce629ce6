import type { NotPublished } from '../model/index.js';

const REASONS = {
  offline: 'the published package is not in the cache and the network is off; run once without --offline',
  credentials:
    'the index requires credentials that pip does not have here; put them into PIP_INDEX_URL, pip.conf or .netrc',
  refused: 'the index refuses to serve it; ask for access, or name another index in PIP_INDEX_URL',
  'no-hash': 'the index lists no SHA-256 of it; name an index that does in PIP_INDEX_URL',
  'other-bytes':
    "what the index served does not have the hash that it lists; scan again, or report it to the index's operator",
  'too-large': 'the published wheel is too large to compare; compare it by hand (pip download)',
  unencrypted: 'the index is reached without encryption; use https, or name its host as trusted-host',
} as const;

const OUTAGES = {
  busy: 'the index answers too slowly or too many requests were sent; scan again later',
  unreadable: 'the answer of the index cannot be read; pip index versions NAME shows whether pip can',
} as const;

export const OUT_OF_REACH = 'the index is out of reach; pip index versions NAME shows whether pip reaches it';

export type IndexErrorCode = keyof typeof REASONS | keyof typeof OUTAGES;

/** Why an index gave no usable answer. Its message holds no address, because addresses may hold credentials. */
export class IndexError extends Error {
  readonly reason: IndexErrorCode;

  constructor(reason: IndexErrorCode) {
    super(reason);
    this.name = 'IndexError';
    this.reason = reason;
  }
}

/** Failures that mean that the index is unreachable, not one package. */
export function isIndexOutage(error: unknown): boolean {
  return !(error instanceof IndexError) || error.reason in OUTAGES;
}

/** The meaning of a failed request. */
export function indexFailure(error: unknown): NotPublished {
  const reason = error instanceof IndexError ? { ...REASONS, ...OUTAGES }[error.reason] : OUT_OF_REACH;
  return { state: 'unavailable', reason };
}
