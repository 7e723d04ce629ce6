import { compareAccess, type TriggerAccess } from '../model/index.js';
import {
  allowedPrincipals,
  coversAction,
  isRecord,
  leftByDeny,
  type AllowedPrincipal,
  type RawStatement,
} from './policy-principals.js';

/** What a resource policy says about an action. */
export interface ResourceAccess {
  readonly access: TriggerAccess;
  /** `anybody may sqs:SendMessage`. */
  readonly words: string;
}

interface Question {
  /** Actions that cause an event: `sqs:SendMessage`. */
  readonly actions: readonly string[];
  /** Account of the resource; null if it is not known. */
  readonly account: string | null;
}

function principalWords({ name, isService, access, conditions }: AllowedPrincipal): string {
  const who = name === '*' ? (access === 'anyone' ? 'anybody' : 'principals') : name;
  const ofAll = isService && access === 'account' && conditions.length === 0;
  const limits = conditions.length === 0 ? '' : ` on conditions (${conditions.join(', ')})`;
  return ofAll ? `${who}, for resources of any account,` : `${who}${limits}`;
}

function cappedBy(access: TriggerAccess, cap: TriggerAccess | null): TriggerAccess {
  return cap !== null && compareAccess(cap, access) > 0 ? cap : access;
}

/** The narrowest of what denying statements leave to strangers. */
function capOf(denied: readonly (TriggerAccess | 'nobody' | null)[]): TriggerAccess | 'nobody' | null {
  if (denied.includes('nobody')) return 'nobody';
  const caps = denied.filter((one) => one !== null && one !== 'nobody');
  return [...caps].sort((a, b) => compareAccess(b, a))[0] ?? null;
}

/**
 * The widest access that a resource policy gives to any of some actions; null if it gives none.
 * @param statements of the policy, as parsed: one or a list.
 */
export function accessByPolicy(statements: unknown, { actions, account }: Question): ResourceAccess | null {
  const list = Array.isArray(statements) ? (statements as unknown[]) : [statements];
  if (!list.every(isRecord))
    return { access: 'unknown', words: 'its policy cannot be read before the deployment' };
  const covering = (effect: 'Allow' | 'Deny'): (readonly [RawStatement, string])[] =>
    list.flatMap((statement) => {
      const action = actions.find((one) => coversAction(statement, one.toLowerCase()));
      // An effect that only the deployment knows may allow.
      const isDeny = statement['Effect'] === 'Deny';
      return isDeny === (effect === 'Deny') && action !== undefined ? [[statement, action] as const] : [];
    });
  const cap = capOf(covering('Deny').map(([statement]) => leftByDeny(statement, account)));
  if (cap === 'nobody') return null;
  const [widest] = covering('Allow')
    .flatMap(([statement, action]) =>
      allowedPrincipals(statement, account).map((principal) => ({
        access: cappedBy(principal.access, cap),
        words: `${principalWords(principal)} may ${action}`,
      })),
    )
    .sort((a, b) => compareAccess(a.access, b.access));
  return widest ?? null;
}
