import {
  fingerprintOf,
  groupBy,
  PLAIN_FINDING,
  type Finding,
  type RolePolicy,
  type Severity,
} from '../model/index.js';
import {
  broadGrants,
  grantOf,
  grantWords,
  namesAction,
  serviceOf,
  wholeServices,
  type Grant,
} from './broad-grants.js';
import { ESCALATIONS, type Escalation } from './escalations.js';

interface RoleRisk {
  readonly rule: string;
  /** Pattern of the action that the finding is about: part of its fingerprint. */
  readonly action: string;
  readonly title: string;
  readonly severity: Severity;
  readonly why: string;
  readonly grants: readonly Grant[];
  /** Whether the finding is about a pattern of a grant. */
  readonly matters: (pattern: string) => boolean;
}

function findingOf({ rule, action, title, severity, why, grants, matters }: RoleRisk): Finding {
  const text = 'Name the actions and the resources that the function needs.';
  return {
    ...PLAIN_FINDING,
    id: `${rule}#${action}`,
    kind: 'permission',
    rule,
    title,
    severity,
    confidence: 'high',
    locations: [],
    evidence: grants.map((grant) => ({ path: '', line: null, detail: grantWords(grant, matters) })),
    remediation: { action: 'review', version: null, major: false, direct: null, text },
    fingerprint: fingerprintOf({ kind: 'permission', rule, subject: `action:${action}` }),
    why,
  };
}

/** An action that only a role with every permission is allowed. */
const ANY_ACTION = 'iam:CreateUser';

function everything(grants: readonly Grant[]): RoleRisk {
  return {
    rule: 'role-allows-everything',
    action: '*',
    title: 'The role may do everything in the account',
    severity: 'high',
    why: 'Whoever runs code in this function, through a flaw or a malicious package, owns the account.',
    grants,
    matters: (pattern) => serviceOf(pattern) === '*',
  };
}

function wholeService(service: string, grants: readonly Grant[]): RoleRisk {
  return {
    rule: 'role-allows-service',
    action: `${service}:*`,
    title: `The role may perform every action of ${service === '*' ? 'nearly all services' : service} on all resources`,
    severity: 'medium',
    why: 'A function needs few actions on few resources. What it does not need is what an attacker can use.',
    grants,
    matters: (pattern) => serviceOf(pattern) === service,
  };
}

/** A way to gain permissions that the role is allowed, with the grants that allow it. */
interface OpenWay {
  readonly way: Escalation;
  readonly grants: readonly Grant[];
}

/** Ways that a report shows of one service. */
const SHOWN_WAYS = 3;

function escalation(service: string, open: readonly OpenWay[]): RoleRisk {
  const ways = open.slice(0, SHOWN_WAYS).map(({ way }) => `${way.effect} (${way.actions.join(', ')})`);
  const more = open.length > SHOWN_WAYS ? `, and ${open.length - SHOWN_WAYS} more ways` : '';
  return {
    rule: 'role-can-gain-permissions',
    action: `${service}:*`,
    title: `The role can give itself more permissions: ${ways.join('; ')}${more}`,
    severity: 'high',
    why: 'Whoever runs code in this function, through a flaw or a malicious package, can take permissions that the role does not have.',
    grants: [...new Set(open.flatMap(({ grants }) => grants))],
    matters: (pattern) => open.some(({ way }) => way.actions.some((action) => namesAction(pattern, action))),
  };
}

function serviceOfWay({ way: { actions } }: OpenWay): string {
  const [first = ''] = actions;
  return first.slice(0, first.indexOf(':'));
}

function escalationsOf(grants: readonly Grant[], policies: readonly RolePolicy[]): RoleRisk[] {
  const open = ESCALATIONS.flatMap((way): OpenWay[] => {
    const needed = way.actions.map((action) => grantOf(grants, policies, action));
    return needed.every((grant) => grant !== null) ? [{ way, grants: needed }] : [];
  });
  return [...groupBy(open, (one) => [serviceOfWay(one)])].map(([service, ways]) => escalation(service, ways));
}

function wholeServicesOf(grants: readonly Grant[]): RoleRisk[] {
  const services = new Set(grants.flatMap(wholeServices));
  return [...services].sort().map((service) =>
    wholeService(
      service,
      grants.filter((grant) => wholeServices(grant).includes(service)),
    ),
  );
}

/**
 * What a role allows that hardly any function needs: everything, all of a service, or ways to gain more permissions.
 * Policies that were not read add nothing. Boundaries and unconditional denials count.
 */
export function roleFindings(policies: readonly RolePolicy[]): Finding[] {
  const grants = broadGrants(policies);
  const whole = grants.filter((grant) => wholeServices(grant).includes('*'));
  const isAdministrator = grantOf(whole, policies, ANY_ACTION) !== null;
  const risks = isAdministrator
    ? [everything(whole)]
    : [...escalationsOf(grants, policies), ...wholeServicesOf(grants)];
  return risks.map(findingOf);
}
