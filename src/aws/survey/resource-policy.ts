import { allowedPrincipals } from '../../iam/index.js';
import type { Trigger } from '../../model/index.js';
import { triggerOfService } from '../../templates/index.js';
import type { SourcedTrigger } from './identify-sources.js';

/** Principals that a function's policy lets in. */
export interface Invokers {
  readonly triggers: readonly SourcedTrigger[];
  /** It may have a function URL: the policy mentions one, or allows every principal. */
  readonly mayHaveUrl: boolean;
  /** CloudFront may copy the version to where it runs it. */
  readonly isCopied: boolean;
}

export const NO_INVOKERS: Invokers = { triggers: [], mayHaveUrl: false, isCopied: false };

/** Lambda's own service that makes CloudFront's copies. */
const REPLICATOR = /^replicator\.lambda\.amazonaws\.com$/;

type Statement = Readonly<Record<string, unknown>>;

function listOf(value: unknown): readonly unknown[] {
  return value === undefined || value === null ? [] : Array.isArray(value) ? (value as unknown[]) : [value];
}

function textsOf(value: unknown): readonly string[] {
  return listOf(value).filter((one) => typeof one === 'string');
}

function isObject(value: unknown): value is Statement {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Values of a condition key in any operator: `AWS:SourceArn` in ArnLike or StringEquals. */
function conditionValues({ Condition }: Statement, key: string): readonly string[] {
  if (!isObject(Condition)) return [];
  return Object.values(Condition).flatMap((operator) =>
    isObject(operator)
      ? Object.entries(operator).flatMap(([name, value]) =>
          name.toLowerCase() === key ? textsOf(value) : [],
        )
      : [],
  );
}

/** The part of an ARN that names the resource, without account and region. */
function resourceOf(arn: string): string {
  return arn.split(':').slice(5).join(':') || arn;
}

function servicesOf({ Principal }: Statement): readonly string[] {
  return isObject(Principal) ? textsOf(Principal['Service']) : [];
}

/** Keys of the conditions that a call must meet, sorted: `aws:PrincipalOrgID`. Their values may be secrets. */
function conditionKeys({ Condition }: Statement): readonly string[] {
  if (!isObject(Condition)) return [];
  const keys = Object.values(Condition).flatMap((operator) =>
    isObject(operator) ? Object.keys(operator) : [],
  );
  return [...new Set(keys)].sort();
}

/** Principals that are no services. */
function othersOf({ Principal }: Statement): readonly string[] {
  if (!isObject(Principal)) return textsOf(Principal);
  return Object.entries(Principal).flatMap(([kind, value]) => (kind === 'Service' ? [] : textsOf(value)));
}

/** Account of the function that a statement is about, from its ARN. */
function ownAccount({ Resource }: Statement): string | null {
  return textsOf(Resource)[0]?.split(':')[4] ?? null;
}

function accessOf(statement: Statement, other: string): Pick<Trigger, 'access'> {
  const found = allowedPrincipals(statement, ownAccount(statement)).find(({ name }) => name === other);
  return found ? { access: found.access } : {};
}

function serviceTriggers(service: string, sources: readonly string[]): readonly SourcedTrigger[] {
  if (sources.length === 0) return [triggerOfService(service, null)];
  return sources.map((source) => ({ ...triggerOfService(service, resourceOf(source)), source }));
}

function principalTriggers(statement: Statement): readonly SourcedTrigger[] {
  const sources = conditionValues(statement, 'aws:sourcearn');
  const keys = conditionKeys(statement);
  const condition = keys.length === 0 ? '' : `, on conditions (${keys.join(', ')})`;
  return [
    ...servicesOf(statement).flatMap((service) => serviceTriggers(service, sources)),
    ...othersOf(statement).map((other): Trigger => ({
      type: 'other',
      detail: `${other === '*' ? 'everybody' : `principal ${other}`}${condition}`,
      ...accessOf(statement, other),
    })),
  ];
}

function invokersOfStatement(statement: Statement): Invokers {
  const actions = textsOf(statement['Action']).map((action) => action.toLowerCase());
  const isWide = actions.some(
    (action) => action === '*' || action === 'lambda:*' || action === 'lambda:invoke*',
  );
  const forUrl = actions.includes('lambda:invokefunctionurl');
  const forCall = isWide || actions.includes('lambda:invokefunction');
  const isUrlOnly = conditionValues(statement, 'lambda:invokedviafunctionurl').includes('true');
  return {
    // The URL's own configuration covers callers of the URL alone.
    triggers: forCall && !isUrlOnly ? principalTriggers(statement) : [],
    mayHaveUrl: isWide || forUrl || isUrlOnly,
    isCopied: servicesOf(statement).some((service) => REPLICATOR.test(service)),
  };
}

/**
 * Reads a resource policy.
 * https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
 * @returns null when it is no policy.
 */
export function invokersOf(policy: string): Invokers | null {
  let document: unknown;
  try {
    document = JSON.parse(policy);
  } catch {
    return null;
  }
  if (!isObject(document)) return null;
  const allowed = listOf(document['Statement'])
    .filter(isObject)
    .filter(({ Effect }) => Effect === 'Allow')
    .map(invokersOfStatement);
  return {
    triggers: allowed.flatMap(({ triggers }) => triggers),
    mayHaveUrl: allowed.some(({ mayHaveUrl }) => mayHaveUrl),
    isCopied: allowed.some(({ isCopied }) => isCopied),
  };
}
