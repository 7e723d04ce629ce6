import { compareAccess, matchesWildcard, type TriggerAccess } from '../model/index.js';

/** A statement of a resource policy, as parsed. Values that only a deployment knows are no strings, or are placeholders. */
export type RawStatement = Readonly<Record<string, unknown>>;

/** A principal that a resource policy lets in. */
export interface AllowedPrincipal {
  /** `*`, `s3.amazonaws.com`, an ARN or an account number. */
  readonly name: string;
  readonly isService: boolean;
  readonly access: TriggerAccess;
  /** Keys of the conditions that a call must meet, sorted. Their values may be secrets. */
  readonly conditions: readonly string[];
}

interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

export function isRecord(value: unknown): value is RawStatement {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listOf(value: unknown): readonly unknown[] {
  return value === undefined || value === null ? [] : Array.isArray(value) ? (value as unknown[]) : [value];
}

/** The strings of an element that is one value or a list. */
export function textsIn(value: unknown): readonly string[] {
  return listOf(value).filter((one) => typeof one === 'string');
}

function conditionsOf({ Condition: condition }: RawStatement): Condition[] {
  if (!isRecord(condition)) return [];
  return Object.entries(condition).flatMap(([operator, keys]) =>
    isRecord(keys)
      ? Object.entries(keys).map(([key, value]) => ({
          operator: operator.toLowerCase(),
          key: key.toLowerCase(),
          values: textsIn(value),
        }))
      : [],
  );
}

/** Keys whose value names an account, or an ARN with one. */
const ACCOUNT_KEYS: ReadonlySet<string> = new Set([
  'aws:sourcearn',
  'aws:sourceaccount',
  'aws:sourceowner',
  'aws:principalaccount',
  'aws:principalarn',
  'kms:calleraccount',
]);

/** Keys whose value names an organisation or a network. */
const GROUP_KEYS: ReadonlySet<string> = new Set([
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
  'aws:sourceip',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:vpcsourceip',
  'lambda:eventsourcetoken',
]);

/** A value that every caller meets. */
function isOpenValue(value: string): boolean {
  return /^(?:[*?]+|0\.0\.0\.0\/0|::\/0|arn:[*:]*)$/.test(value);
}

/** The account in an ARN or a value that is one; null for ARNs without an account, as those of buckets. */
function accountIn(value: string): string | null {
  const account = value.startsWith('arn:') ? (value.split(':')[4] ?? '') : value;
  return /^(?:\d{12}|<account>)$/.test(account) ? account : null;
}

/** A reference to a parameter: only the deployment knows the account. `<Role.Arn>` is a resource of the same template. */
function isParameter(value: string): boolean {
  return value.startsWith('<') && !value.includes('.') && value !== '<account>';
}

function isOwn(account: string | null, own: string | null): boolean {
  return account === null || account === '<account>' || account === own;
}

/** Who meets a condition; null if it keeps nobody out. */
function accessByCondition({ key, values }: Condition, own: string | null): TriggerAccess | null {
  if (values.some(isOpenValue)) return null;
  if (GROUP_KEYS.has(key)) return 'account';
  if (!ACCOUNT_KEYS.has(key)) return null;
  if (!key.endsWith('arn') && values.some(isParameter)) return 'unknown';
  return values.every((value) => isOwn(accountIn(value), own)) ? 'service' : 'account';
}

/** An operator that a caller without the key meets, or that keeps out only what it names. */
function isWeak({ operator }: Condition): boolean {
  return operator.includes('not') || operator.endsWith('ifexists') || operator === 'null';
}

/** The access that is left where conditions keep callers out. */
function narrowed(conditions: readonly Condition[], own: string | null): TriggerAccess | null {
  const [narrowest] = conditions
    .flatMap((condition) => accessByCondition(condition, own) ?? [])
    .sort((a, b) => compareAccess(b, a));
  return narrowest ?? null;
}

function serviceAccess(conditions: readonly Condition[], own: string | null): TriggerAccess {
  // Without a condition on its source, a service acts for resources of every account.
  return narrowed(conditions, own) ?? 'account';
}

function accessOf(kind: string, name: string, own: string | null): TriggerAccess {
  if (kind === 'Federated') return 'authenticated';
  if (isParameter(name)) return 'unknown';
  // CloudFront acts for anybody who calls its distribution.
  if (name.includes(':iam::cloudfront:')) return 'account';
  const account = accountIn(name);
  // The id of a deleted principal names no account; `<Role.Arn>` is a resource of the same template.
  if (account === null) return name.startsWith('<') ? 'service' : 'unknown';
  return isOwn(account, own) ? 'service' : 'account';
}

function principalEntries({ Principal, NotPrincipal }: RawStatement): (readonly [string, unknown])[] {
  if (Principal === undefined) return NotPrincipal === undefined ? [] : [['AWS', '*']];
  return isRecord(Principal) ? Object.entries(Principal) : [['AWS', Principal]];
}

/**
 * The principals that an allowing statement lets in, and how far its conditions keep others out.
 * @param own account of the resource; null if it is not known: other accounts are then recognised where they are named.
 */
export function allowedPrincipals(statement: RawStatement, own: string | null): AllowedPrincipal[] {
  const all = conditionsOf(statement);
  const strong = all.filter((condition) => !isWeak(condition));
  const conditions = [...new Set(all.map(({ key }) => key))].sort();
  return principalEntries(statement).flatMap(([kind, value]) =>
    listOf(value).map((one): AllowedPrincipal => {
      if (typeof one !== 'string')
        return {
          name: 'a principal that only the deployment knows',
          isService: false,
          access: 'unknown',
          conditions,
        };
      const isService = kind === 'Service';
      if (isService) return { name: one, isService, access: serviceAccess(strong, own), conditions };
      const access = one === '*' ? (narrowed(strong, own) ?? 'anyone') : accessOf(kind, one, own);
      return { name: one, isService, access, conditions };
    }),
  );
}

/** Whether a statement is about an action, or may be: its action is not known. @param action in lower case. */
export function coversAction({ Action, NotAction }: RawStatement, action: string): boolean {
  const matches = (pattern: string): boolean => matchesWildcard(pattern.toLowerCase(), action);
  if (Action === undefined && NotAction !== undefined) return !textsIn(NotAction).some(matches);
  return listOf(Action).some((one) => typeof one !== 'string') || textsIn(Action).some(matches);
}

/**
 * Who a denying statement still lets in; null if it denies nothing to strangers. `Deny` unless the caller is of an
 * organisation is the usual form.
 */
export function leftByDeny(statement: RawStatement, own: string | null): TriggerAccess | 'nobody' | null {
  if (!principalEntries(statement).some(([, value]) => textsIn(value).includes('*'))) return null;
  const conditions = conditionsOf(statement);
  if (conditions.length === 0) return 'nobody';
  // All conditions of a statement have to be met: one that is no negation may leave strangers in.
  return conditions.every(({ operator }) => operator.includes('not')) && conditions.length === 1
    ? narrowed(conditions, own)
    : null;
}
