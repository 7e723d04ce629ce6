import { Refusal, type RefusalKind } from './refusal.js';

/** Something that a sweep did not see, and why. */
export interface CoverageGap {
  readonly account: string;
  /** Null: the account as a whole. */
  readonly region: string | null;
  /** The refused action, in IAM's spelling: the one to allow. */
  readonly action: string;
  /** ARN or name; null: everything that the action lists. */
  readonly resource: string | null;
  readonly status: RefusalKind | 'unsupported';
  /** One sentence. */
  readonly reason: string;
  /** Functions, or packages of functions, may be missing because of it. */
  readonly affectsCompleteness: boolean;
}

export type GapPlace = Pick<CoverageGap, 'account' | 'region' | 'resource'>;

const WORDS: Readonly<Record<RefusalKind, string>> = {
  denied: 'is not allowed',
  throttled: 'was throttled, also after slowing down',
  absent: 'found nothing there',
  failed: 'failed, also when repeated',
};

/** The gap that a refused call leaves. */
export function gapOf(refusal: Refusal, place: GapPlace, affectsCompleteness = true): CoverageGap {
  const { action, kind, code } = refusal;
  const reason = `${action} ${WORDS[kind]} (${code}).`;
  return { ...place, action, status: kind, reason, affectsCompleteness };
}

/** Waits for calls; a refusal becomes a gap, anything else is thrown on. */
export async function orGap<T>(
  work: Promise<T>,
  place: GapPlace,
  affectsCompleteness = true,
): Promise<{ readonly value: T; readonly gap: null } | { readonly value: null; readonly gap: CoverageGap }> {
  try {
    return { value: await work, gap: null };
  } catch (error) {
    if (error instanceof Refusal) return { value: null, gap: gapOf(error, place, affectsCompleteness) };
    throw error;
  }
}
