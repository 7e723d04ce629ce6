import type { AccountAccess } from '../access/access.js';
import { gapOf, type CoverageGap } from '../access/coverage.js';
import { Refusal } from '../access/refusal.js';

/** Keeps what was refused while sources were read. */
export interface RefusedCalls {
  /** The account, without calls whose action was refused several times and never allowed. */
  readonly access: AccountAccess;
  /** Notes why a source could not be read. @returns the reason in words. @throws an error that is no refusal */
  note(error: unknown, source: string): string;
  /** One gap for each action. They hide no function, so they do not make a sweep incomplete. */
  gaps(region: string): readonly CoverageGap[];
}

interface Refused {
  readonly refusal: Refusal;
  /** ARNs. */
  readonly sources: Set<string>;
}

/** An action that was refused for so many sources, and never allowed, is not tried again. */
const MAX_REFUSED = 3;

/** Word for a part of the SDK that is not installed. */
const NOT_INSTALLED = 'NotInstalled';

/** Name of the package that an import did not find; null for any other error. */
function missingPackage(error: unknown): string | null {
  const { code, message = '' } = error as { readonly code?: string; readonly message?: string };
  if (code !== 'ERR_MODULE_NOT_FOUND') return null;
  return /@aws-sdk\/client-[\w-]+/.exec(message)?.[0] ?? null;
}

/** @throws an error that is no refusal */
function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const name = missingPackage(error);
  if (name === null) throw error;
  return new Refusal('failed', name, NOT_INSTALLED);
}

function wordsOf({ action, kind, code }: Refusal): string {
  if (code === NOT_INSTALLED) return `${action} is not installed`;
  return kind === 'absent' ? `it was not found (${action})` : `${action} was refused (${code})`;
}

function gapFor({ refusal, sources }: Refused, account: string, region: string): CoverageGap {
  const gap = gapOf(refusal, { account, region, resource: null }, false);
  const of = sources.size === 1 ? 'of 1 source' : `of ${sources.size} sources`;
  const unknown = `Who may cause events ${of} is not known.`;
  if (refusal.code !== NOT_INSTALLED) return { ...gap, reason: `${gap.reason} ${unknown}` };
  const reason = `${refusal.action} is not installed beside stowaway. ${unknown}`;
  return { ...gap, status: 'unsupported', reason };
}

export function openRefusedCalls(access: AccountAccess): RefusedCalls {
  const refused = new Map<string, Refused>();
  const allowed = new Set<string>();
  return {
    access: {
      ...access,
      async call(region, action, send) {
        const before = refused.get(action);
        if (before && before.sources.size >= MAX_REFUSED && !allowed.has(action)) throw before.refusal;
        const answer = await access.call(region, action, send);
        allowed.add(action);
        return answer;
      },
    },
    note(error, source) {
      const refusal = asRefusal(error);
      if (refusal.kind !== 'absent') {
        const known = refused.get(refusal.action) ?? { refusal, sources: new Set() };
        refused.set(refusal.action, known);
        known.sources.add(source);
      }
      return wordsOf(refusal);
    },
    gaps: (region) => [...refused.values()].map((one) => gapFor(one, access.account, region)),
  };
}
