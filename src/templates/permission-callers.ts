import { allowedPrincipals, type AllowedPrincipal } from '../iam/index.js';
import type { Trigger } from '../model/index.js';
import { openCallers, unknownCallers } from './authorization-words.js';

/** A permission of a function, as a template declares it. */
export interface DeclaredPermission {
  /** Its id in the template. */
  readonly id: string;
  readonly principal: string;
  /** It lets in callers of the function's URL alone. */
  readonly forUrl: boolean;
  /** Conditions of the statement that Lambda makes of it, by key: `aws:SourceArn`. */
  readonly conditions: Readonly<Record<string, string>>;
  /** Account of the function; null if it is not known. */
  readonly account: string | null;
}

const SERVICE = /\.amazonaws\.com(?:\.cn)?$/;

export function isServicePrincipal({ principal }: DeclaredPermission): boolean {
  return SERVICE.test(principal);
}

export const HTTP_ELSEWHERE = unknownCallers('the permission names what calls it, not whom that lets in');

/** What a permission for callers of the URL adds: CloudFront passes on the requests of everybody, also to a URL that only IAM may call. */
export function urlTrigger({ id, principal }: DeclaredPermission): Trigger | null {
  if (principal.startsWith('cloudfront.')) {
    const callers = openCallers(`CloudFront passes the requests of every viewer on (${id})`);
    return { type: 'http', detail: 'function URL behind CloudFront', ...callers };
  }
  return principal === '*' ? { type: 'http', detail: 'function URL', ...HTTP_ELSEWHERE } : null;
}

function openWords(
  { principal, id }: DeclaredPermission,
  { access, isService, conditions }: AllowedPrincipal,
): string {
  if (isService && conditions.length === 0)
    return `${principal} may call it for resources of any account: no SourceArn or SourceAccount (${id})`;
  const anybody = access === 'anyone' ? 'everybody' : 'principals';
  const how = conditions.length === 0 ? '' : ` on conditions (${conditions.join(', ')})`;
  return `${principal === '*' ? anybody : principal} may call it${how} (${id})`;
}

/** The account that a condition names: `account 111122223333`; null if none names one. */
function accountIn(conditions: DeclaredPermission['conditions']): string | null {
  const named = Object.values(conditions).flatMap((value) => /(?:^|:)(\d{12})(?::|$)/.exec(value)?.[1] ?? []);
  return named[0] === undefined ? null : `account ${named[0]}`;
}

/** The open part of a permission: callers that it lets in beside resources of the account; null if there are none. */
export function openTrigger(permission: DeclaredPermission): Trigger | null {
  const { principal, account, conditions } = permission;
  if (principal === '') return null;
  const isService = isServicePrincipal(permission);
  const Principal = { [isService ? 'Service' : 'AWS']: principal };
  const [allowed] = allowedPrincipals({ Principal, Condition: { StringLike: conditions } }, account);
  if (!allowed || (isService && allowed.access === 'service')) return null;
  const detail = isService ? `${principal} of ${accountIn(conditions) ?? 'any account'}` : principal;
  return { type: 'other', detail, access: allowed.access, statement: openWords(permission, allowed) };
}
