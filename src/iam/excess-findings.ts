import {
  fingerprintOf,
  groupBy,
  PLAIN_FINDING,
  type Finding,
  type RolePolicy,
  type Severity,
} from '../model/index.js';
import type { ActionFacts } from './action-table.js';
import type { AllNeeds, Excess } from './excess.js';
import type { Granted } from './expand-grants.js';
import { harmOf } from './harm.js';

/** What findings about excess are made of. */
export interface ExcessInput {
  readonly excess: Excess;
  readonly needs: AllNeeds;
  /** Whether code may need more than was seen. */
  readonly atLeast: boolean;
  /** Services of which another finding says that the role may perform every action; `*`: nearly all services. */
  readonly reported: ReadonlySet<string>;
  /** How many functions have the role. */
  readonly roleFunctions: number;
}

interface ExcessRisk {
  readonly rule: string;
  readonly service: string;
  readonly title: string;
  readonly severity: Severity;
  readonly atLeast: boolean;
  readonly why: string;
  readonly evidence: readonly string[];
}

/** Actions and statements that a finding shows. */
const SHOWN = 3;
/** More services than this that nothing needs are one finding. */
const MAX_SERVICES = 3;

function serviceOf({ action }: Pick<ActionFacts, 'action'>): string {
  return action.slice(0, action.indexOf(':'));
}

function findingOf({ rule, service, title, severity, atLeast, why, evidence }: ExcessRisk): Finding {
  const text = 'Give the role only what the function needs: "stowaway iam" writes the policy.';
  const resource = rule === 'wide-resources' ? ',resource:*' : '';
  return {
    ...PLAIN_FINDING,
    id: `${rule}#${service}:*`,
    kind: 'permission',
    rule,
    title,
    severity,
    confidence: atLeast ? 'medium' : 'high',
    locations: [],
    evidence: evidence.map((detail) => ({ path: '', line: null, detail })),
    remediation: { action: 'review', version: null, major: false, direct: null, text },
    fingerprint: fingerprintOf({
      kind: 'permission',
      rule,
      subject: `action:${service}:*${resource}`,
    }),
    why,
  };
}

function listed(names: readonly string[]): string {
  const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : '';
  return `${names.slice(0, SHOWN).join(', ')}${more}`;
}

function evidenceOf(grants: readonly Granted[]): string[] {
  const lines = grants.map(
    ({ policy, pattern, resource, statement: { conditions } }) =>
      `policy ${policy} allows ${pattern} on ${resource}${conditions.length > 0 ? ` if ${conditions.join(', ')}` : ''}`,
  );
  const distinct = [...new Set(lines)];
  return distinct.length > SHOWN
    ? [...distinct.slice(0, SHOWN), `and ${distinct.length - SHOWN} more grants`]
    : distinct;
}

/** Harmful actions weigh more; what was only not seen to be used weighs least. */
function severityOf(actions: readonly ActionFacts[], atLeast: boolean): Severity {
  return !atLeast && actions.some((facts) => harmOf(facts) > 0) ? 'medium' : 'low';
}

const HARM_WORDS = ['', 'reads data', 'destroys', 'changes permissions', 'destroys all'] as const;

function whyOf(actions: readonly ActionFacts[], atLeast: boolean): string {
  const worst = actions.find((facts) => harmOf(facts) > 0);
  const harm = worst ? ` ${worst.action} ${HARM_WORDS[harmOf(worst)]}.` : '';
  const seen = atLeast
    ? ' Some calls of the code could not be resolved, so it may need more than was seen.'
    : '';
  return `Whoever runs code in this function may do it, too.${harm}${seen}`;
}

function grantsOf({ unneeded }: Excess, services: ReadonlySet<string>): Granted[] {
  return unneeded.filter(({ actions }) => actions.some((facts) => services.has(serviceOf(facts))));
}

function number(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function unusedActions(service: string, actions: readonly ActionFacts[], input: ExcessInput): ExcessRisk {
  const names = listed(actions.map(({ action }) => action));
  const { atLeast, excess } = input;
  const what = atLeast ? 'was not seen to use' : 'does not need';
  return {
    rule: 'unused-actions',
    service,
    title: `The role allows ${number(actions.length, 'action')} of ${service} that the function ${what}: ${names}`,
    severity: severityOf(actions, atLeast),
    atLeast,
    why: whyOf(actions, atLeast),
    evidence: evidenceOf(grantsOf(excess, new Set([service]))),
  };
}

function unusedServices(
  groups: readonly (readonly [string, readonly ActionFacts[]])[],
  input: ExcessInput,
): ExcessRisk[] {
  const { atLeast, excess } = input;
  const what = atLeast ? 'was not seen to use' : 'does not use';
  const risk = (title: string, services: readonly string[], actions: readonly ActionFacts[]) => ({
    rule: 'unused-services',
    service: services.length === 1 ? (services[0] ?? '*') : '*',
    title,
    severity: severityOf(actions, atLeast),
    atLeast,
    why: whyOf(actions, atLeast),
    evidence: evidenceOf(grantsOf(excess, new Set(services))),
  });
  if (groups.length <= MAX_SERVICES)
    return groups.map(([service, actions]) => {
      const names = listed(actions.map(({ action }) => action));
      const title = `The role allows ${number(actions.length, 'action')} of ${service}, which the function ${what}: ${names}`;
      return risk(title, [service], actions);
    });
  const services = groups.map(([service]) => service).sort();
  const named = new Set(services);
  const actions = excess.actions.filter((facts) => named.has(serviceOf(facts)));
  const title = `The role allows actions of ${number(services.length, 'service')} that the function ${what}: ${listed(services)}`;
  return [risk(title, services, actions)];
}

function wideResources(
  service: string,
  grants: readonly Granted[],
  { needs, atLeast }: ExcessInput,
): ExcessRisk {
  const wide = new Set(grants.flatMap(({ actions }) => actions.map(({ action }) => action)));
  const own = needs.code.filter(({ action }) => wide.has(action));
  const names = [...new Set(own.map(({ action }) => action))];
  const resources = [...new Set(own.map(({ resource }) => resource))];
  return {
    rule: 'wide-resources',
    service,
    title: `The role allows ${listed(names)} on all resources; the function ${atLeast ? 'was seen to use' : 'needs'} ${names.length === 1 ? 'it' : 'them'} on ${listed(resources)}`,
    severity: severityOf(
      grants.flatMap(({ actions }) => actions),
      atLeast,
    ),
    atLeast,
    why: 'A caller who controls a name in a request can reach resources that are not meant for this function.',
    evidence: evidenceOf(grants),
  };
}

function sharedRole(roleFunctions: number): ExcessRisk {
  return {
    rule: 'shared-role',
    service: '*',
    title: `${roleFunctions} functions share one role`,
    severity: 'low',
    atLeast: false,
    why: 'Each of them may do what any of the others needs.',
    evidence: [],
  };
}

/** Findings about permissions that nothing needs: at most one a service and rule. */
export function excessFindings(input: ExcessInput, policies: readonly RolePolicy[]): Finding[] {
  const { excess, needs, reported, roleFunctions } = input;
  if (policies.length === 0 || reported.has('*')) return [];
  const used = new Set([...needs.code, ...needs.platform].map(serviceOf));
  const byService = [...groupBy(excess.actions, (facts) => [serviceOf(facts)])].filter(
    ([service]) => !reported.has(service),
  );
  const wide = groupBy(excess.wide, ({ actions: [first] }) => (first ? [serviceOf(first)] : []));
  const risks = [
    ...byService
      .filter(([service]) => used.has(service))
      .map(([service, all]) => unusedActions(service, all, input)),
    ...unusedServices(
      byService.filter(([service]) => !used.has(service)),
      input,
    ),
    ...[...wide].map(([service, grants]) => wideResources(service, grants, input)),
    ...(roleFunctions > 1 && excess.unneeded.length > 0 ? [sharedRole(roleFunctions)] : []),
  ];
  return risks.map(findingOf);
}
