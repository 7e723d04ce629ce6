import type { AccountAccess } from '../access/access.js';
import { gapOf, type CoverageGap } from '../access/coverage.js';
import { Refusal } from '../access/refusal.js';

/** Keeps what was refused while sources were read. */
export interface RefusedCalls {
  /** The account, without calls whose action was refused several times and never allowed. */
  readonly access: AccountAccess;
  /** Notes why a source could not be read. @returns the reason in words. @throws an error that is no refusal */
  note(error: unknown, source: string): string;
  /** Notes why the policy of a resource could not be read. @throws an error that is no refusal */
  noteResource(error: unknown, resource: string): void;
  /** One gap for each action. They hide no function, so they do not make a sweep incomplete. */
  gaps(region: string): readonly CoverageGap[];
}

interface Refused {
  readonly refusal: Refusal;
  /** ARNs of sources whose callers are not known by it. */
  readonly sources: Set<string>;
  /** ARNs of resources whose policy was not read by it. */
  readonly resources: Set<string>;
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

function counted(names: ReadonlySet<string>, noun: string): string {
  return `${names.size} ${noun}${names.size === 1 ? '' : 's'}`;
}

function unknownBy({ sources, resources }: Refused): string {
  return [
    ...(sources.size > 0 ? [`Who may cause events of ${counted(sources, 'source')} is not known.`] : []),
    ...(resources.size > 0
      ? [`What policies of ${counted(resources, 'resource')} grant or deny is not known.`]
      : []),
  ].join(' ');
}

function gapFor(refused: Refused, account: string, region: string): CoverageGap {
  const { refusal } = refused;
  const gap = gapOf(refusal, { account, region, resource: null }, false);
  const unknown = unknownBy(refused);
  if (refusal.code !== NOT_INSTALLED) return { ...gap, reason: `${gap.reason} ${unknown}` };
  const reason = `${refusal.action} is not installed beside stowaway. ${unknown}`;
  return { ...gap, status: 'unsupported', reason };
}

export function openRefusedCalls(access: AccountAccess): RefusedCalls {
  const refused = new Map<string, Refused>();
  const allowed = new Set<string>();
  function noteIn(kind: 'sources' | 'resources', refusal: Refusal, arn: string): void {
    if (refusal.kind === 'absent') return;
    const known = refused.get(refusal.action) ?? { refusal, sources: new Set(), resources: new Set() };
    refused.set(refusal.action, known);
    known[kind].add(arn);
  }
  return {
    access: {
      ...access,
      async call(region, action, send) {
        const before = refused.get(action);
        const failures = before ? before.sources.size + before.resources.size : 0;
        if (before && failures >= MAX_REFUSED && !allowed.has(action)) throw before.refusal;
        const answer = await access.call(region, action, send);
        allowed.add(action);
        return answer;
      },
    },
    note(error, source) {
      const refusal = asRefusal(error);
      noteIn('sources', refusal, source);
      return wordsOf(refusal);
    },
    noteResource(error, resource) {
      noteIn('resources', asRefusal(error), resource);
    },
    gaps: (region) => [...refused.values()].map((one) => gapFor(one, access.account, region)),
  };
}
