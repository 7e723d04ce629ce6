import type { NotPublished } from '../model/index.js';

function codeOf(error: unknown): string {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^[A-Z0-9_]{1,40}$/.test(code) ? code : 'an unreadable answer';
}

const REASONS = new Map([
  [
    'ENOTCACHED',
    'the published package is not in the cache and the network is off; run once without --offline',
  ],
  [
    'E401',
    'the registry requires credentials that npm does not have here; log in with npm login or an .npmrc',
  ],
  [
    'E403',
    'the registry refuses to serve it; ask for access, or name another registry with npm config set registry',
  ],
  [
    'EINTEGRITY',
    "what the registry served does not have the integrity that it lists; empty the cache (stowaway cache prune --all) and scan again, or report it to the registry's operator",
  ],
]);

/** Failures that mean that the registry is unreachable, not one package. */
export function isOutage(error: unknown): boolean {
  const code = codeOf(error);
  return !REASONS.has(code) && code !== 'E404';
}

/** The meaning of a failed request. Only the code of an error is shown: its text may hold an address with credentials. */
export function failureOf(error: unknown): NotPublished {
  const code = codeOf(error);
  if (code === 'E404') return { state: 'unknown', what: 'name' };
  return {
    state: 'unavailable',
    reason:
      REASONS.get(code) ??
      `the request to the registry failed with ${code}; npm ping shows whether npm reaches it`,
  };
}
