import type { PolicyStatement, ResourcePolicy, ResourceStatement, RolePolicy } from '../../model/index.js';
import { coverageOf, type Access } from '../decide-access.js';
import { mayOverlap } from '../overlap.js';

/** A question about one resource. */
export interface ResourceQuestion {
  readonly action: string;
  /** ARN; with placeholders, it may stand for several resources. */
  readonly resource: string;
}

/** 2: yes · 1: perhaps, it depends on conditions or on what only the deployment knows · 0: no. */
type Truth = 0 | 1 | 2;

function all(...truths: readonly Truth[]): Truth {
  return Math.min(...truths) as Truth;
}

function any(...truths: readonly Truth[]): Truth {
  return Math.max(0, ...truths) as Truth;
}

const TRUTHS = { yes: 2, perhaps: 1, no: 0 } as const;

/** How far a statement covers a question. A pattern with a placeholder may mean the resource. */
function covers(statement: PolicyStatement, question: ResourceQuestion): Truth {
  const truth = TRUTHS[coverageOf(statement, question)];
  if (truth > 0 || statement.notResources.length > 0) return truth;
  const isNear = statement.resources.some(
    (pattern) => /[<*]/.test(`${pattern}${question.resource}`) && mayOverlap(pattern, question.resource),
  );
  return isNear && coverageOf({ ...statement, resources: ['*'] }, question) !== 'no' ? 1 : 0;
}

interface Said {
  readonly allow: Truth;
  readonly deny: Truth;
}

function saidBy(
  statements: readonly (PolicyStatement & { readonly certain?: boolean })[],
  question: ResourceQuestion,
): Said {
  const of = (effect: PolicyStatement['effect']): Truth =>
    any(
      ...statements
        .filter((one) => one.effect === effect)
        .map((one): Truth => all(covers(one, question), one.certain === false ? 1 : 2)),
    );
  return { allow: of('Allow'), deny: of('Deny') };
}

function statementsOf(policies: readonly RolePolicy[]): readonly PolicyStatement[] {
  return policies.flatMap(({ statements }) => statements ?? []);
}

/** The policy of the resource that an ARN names, or of which it names a part (an object of a bucket, an index of a table). */
export function policyOfResource(
  policies: readonly ResourcePolicy[],
  resource: string,
): ResourcePolicy | undefined {
  return policies.find((one) => resource === one.resource || resource.startsWith(`${one.resource}/`));
}

/** What policies that were not read are taken to say. */
type Unread = 'nothing' | 'allow';

/** A role with all policies that can allow it something. */
export interface RoleAccess {
  readonly policies: readonly RolePolicy[];
  /** Policies of resources, as far as they are about the role. */
  readonly resources: readonly ResourcePolicy[];
  /** Null if it is not known. */
  readonly account: string | null;
}

interface Inputs {
  readonly question: ResourceQuestion;
  readonly identity: readonly RolePolicy[];
  readonly boundaries: readonly RolePolicy[];
  readonly policy: ResourcePolicy | undefined;
  /** The resource is in another account: it has to allow the role as well. */
  readonly isElsewhere: boolean;
}

function allowedBy(unread: Unread, policies: readonly RolePolicy[], said: Said): Truth {
  const isOpen = unread === 'allow' && policies.some(({ statements }) => statements === null);
  return isOpen ? 2 : said.allow;
}

function toOf(statements: readonly ResourceStatement[], to: ResourceStatement['to']): ResourceStatement[] {
  return statements.filter((one) => one.to === to);
}

/** What the resource's own policy allows: to the role, to its sessions, and to its account. */
function saidByResource({ policy, question }: Inputs, unread: Unread) {
  const statements = policy?.statements ?? null;
  if (statements === null) {
    const allow: Truth = unread === 'allow' ? 2 : 0;
    return { role: allow, anyone: allow, account: allow, deny: 0 as Truth };
  }
  const allowed = (to: ResourceStatement['to']) => saidBy(toOf(statements, to), question).allow;
  return {
    role: allowed('role'),
    anyone: allowed('anyone'),
    account: allowed('account'),
    deny: saidBy(statements, question).deny,
  };
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html */
function truthOf(inputs: Inputs, unread: Unread): Truth {
  const { identity, boundaries, question } = inputs;
  const own = saidBy(statementsOf(identity), question);
  const limit =
    boundaries.length === 0
      ? { allow: 2 as Truth, deny: 0 as Truth }
      : saidBy(statementsOf(boundaries), question);
  const within = boundaries.length === 0 ? 2 : allowedBy(unread, boundaries, limit);
  const byRole = all(allowedBy(unread, identity, own), within);
  const there = saidByResource(inputs, unread);
  const byResource = any(there.anyone, all(there.role, within));
  const isKey = /^kms:/i.test(question.action);
  const whole = any(there.role, there.anyone, there.account);
  // https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
  const sameAccount = isKey ? any(byResource, all(byRole, there.account)) : any(byRole, byResource);
  const allowed = inputs.isElsewhere ? all(byRole, whole) : sameAccount;
  return all(allowed, (2 - any(own.deny, limit.deny, there.deny)) as Truth);
}

const ACCESS: readonly Access[] = ['denied', 'conditional', 'allowed'];

function isInOtherAccount({ account }: RoleAccess, resource: string): boolean {
  const named = resource.split(':', 5)[4] ?? '';
  return /^\d{12}$/.test(named) && /^\d{12}$/.test(account ?? '') && named !== account;
}

/**
 * Whether a role may perform an action on a resource, by its own policies, its boundary and the resource's policy, as far as these were read.
 * `unknown`: a policy that was not read decides. Policies of the organisation and of sessions are not part of the answer.
 */
export function decideWithResource(role: RoleAccess, question: ResourceQuestion): Access {
  const policy = policyOfResource(role.resources, question.resource);
  const inputs: Inputs = {
    question,
    identity: role.policies.filter(({ kind }) => kind !== 'boundary'),
    boundaries: role.policies.filter(({ kind }) => kind === 'boundary'),
    policy,
    isElsewhere: policy ? !policy.isOwn : isInOtherAccount(role, question.resource),
  };
  const least = truthOf(inputs, 'nothing');
  return least === 0 && truthOf(inputs, 'allow') > 0 ? 'unknown' : (ACCESS[least] ?? 'unknown');
}

/** The name of a policy that denies an action for certain, whatever others allow; null if none does. */
export function refusingPolicy(
  { policies, resources }: RoleAccess,
  question: ResourceQuestion,
): string | null {
  const denies = (statements: readonly PolicyStatement[] | null): boolean =>
    saidBy(statements ?? [], question).deny === 2;
  const there = policyOfResource(resources, question.resource);
  const own = policies.find(({ statements }) => denies(statements));
  return own?.name ?? (there && denies(there.statements) ? there.name : null);
}
