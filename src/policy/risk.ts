import {
  matchesWildcard,
  severityWeight,
  type ExposureLevel,
  type FunctionPermissions,
  type FunctionReport,
  type GrantedPermission,
  type Severity,
} from '../model/index.js';

/** What a role lets an attacker do, the worst first. */
export const ROLE_POWERS = ['everything', 'change', 'read', 'other'] as const;
export type RolePower = (typeof ROLE_POWERS)[number];

/** The worst that the role of a function may do. */
export interface RoleReach {
  readonly power: RolePower;
  /** `dynamodb:DeleteItem on *`. */
  readonly words: string;
}

/** A finding as one function has it, in the parts that its place in reports rests on. */
export interface Risk {
  readonly isMalware: boolean;
  /** Whether the function may load what the finding is about; null if that is not known. */
  readonly reachable: boolean | null;
  /** Null if nothing about the triggers is known. */
  readonly exposure: ExposureLevel | null;
  readonly severity: Severity;
  /** Null if the role's permissions are not known. */
  readonly role: RoleReach | null;
}

/** 0: anybody may start the function and it loads it · 1: it loads it · 2: not known · 3: it does not load it. */
export function riskClass({ reachable, exposure }: Pick<Risk, 'reachable' | 'exposure'>): 0 | 1 | 2 | 3 {
  if (reachable === null) return 2;
  if (!reachable) return 3;
  return exposure === 'public' ? 0 : 1;
}

/** `unknown` comes after `low`, as in all lists. */
function severityPart(severity: Severity): number {
  return severity === 'unknown' ? 0 : severityWeight(severity);
}

/** An unknown role comes before one that may do little. */
function rolePart(role: RoleReach | null): number {
  return role === null ? 0.5 : ROLE_POWERS.length - 1 - ROLE_POWERS.indexOf(role.power);
}

/**
 * The one order of findings: malware, then what anybody may start and the function loads, what it loads, what is not known,
 * what it does not load; in each the severity, then what the role may do. Malware stands above all: the install script of a
 * package that the function never loads ran all the same where the function was built.
 */
export function compareRisk(a: Risk, b: Risk): number {
  return (
    Number(b.isMalware) - Number(a.isMalware) ||
    riskClass(a) - riskClass(b) ||
    severityPart(b.severity) - severityPart(a.severity) ||
    rolePart(b.role) - rolePart(a.role)
  );
}

/** The order as a number of 0 to 100, for formats that sort by one: larger is worse. */
export function riskRank(risk: Risk): number {
  if (risk.isMalware) return 100;
  return (3 - riskClass(risk)) * 25 + severityPart(risk.severity) * 5 + rolePart(risk.role);
}

/** First words of actions that change something, or act for somebody. */
const CHANGES =
  'assume attach create delete detach execute invoke modify pass publish put remove restore send start terminate update upload write'.split(
    ' ',
  );
/** First words of actions that read data. */
const READS = 'decrypt download get query read receive scan search select'.split(' ');
const PREFIXES = /^(?:batch|transact)/;

/** Whether an action's name begins with one of some words; a pattern (`Del*`), whether it may. */
function mayBegin(name: string, words: readonly string[]): boolean {
  const star = name.indexOf('*');
  const start = (star === -1 ? name : name.slice(0, star)).replace(PREFIXES, '');
  return words.some((word) => start.startsWith(word) || (star !== -1 && word.startsWith(start)));
}

/** Services of which every action gives every permission. */
const OWNING: ReadonlySet<string> = new Set(['iam:*', 'sts:*']);

/** What an action pattern lets one do. */
function powerOf(action: string, resource: string): RolePower {
  const pattern = action.toLowerCase();
  const [service = '', name = ''] = pattern.split(':');
  if (service === '*' || (OWNING.has(pattern) && resource === '*')) return 'everything';
  if (mayBegin(name, CHANGES)) return 'change';
  return mayBegin(name, READS) ? 'read' : 'other';
}

/** Names that lose data come first among those that change it. */
function lossOf(action: string): number {
  return Number(/:(?:\w*delete|\*)/i.test(action));
}

/** Whether a denial without conditions covers a grant. */
function isDenied({ action, resource }: GrantedPermission, granted: readonly GrantedPermission[]): boolean {
  return granted.some(
    (other) =>
      other.effect === 'Deny' &&
      other.conditions.length === 0 &&
      matchesWildcard(other.action.toLowerCase(), action.toLowerCase()) &&
      matchesWildcard(other.resource, resource),
  );
}

/** The worst of the grants. Actions that the platform needs, such as those for logs, say nothing about a role. */
function grantsReach({ granted, platform }: FunctionPermissions): RoleReach | null {
  const ofPlatform = new Set(platform.map(({ action }) => action));
  const [worst] = granted
    .filter((grant) => grant.effect === 'Allow' && !ofPlatform.has(grant.action) && !isDenied(grant, granted))
    .map(({ action, resource }) => ({ power: powerOf(action, resource), action, resource }))
    .sort(
      (a, b) =>
        ROLE_POWERS.indexOf(a.power) - ROLE_POWERS.indexOf(b.power) ||
        lossOf(b.action) - lossOf(a.action) ||
        Number(b.resource === '*') - Number(a.resource === '*'),
    );
  return worst ? { power: worst.power, words: `role may ${worst.action} on ${worst.resource}` } : null;
}

const EVERYTHING: ReadonlySet<string> = new Set(['role-allows-everything', 'role-can-gain-permissions']);

/** The worst of the findings about the role; its title says what the role may do. */
function findingsReach({ findings }: Pick<FunctionReport, 'findings'>): RoleReach | null {
  const about = findings.flatMap((one) => ('kind' in one && one.kind === 'permission' ? [one] : []));
  const worst = about.find(({ rule }) => EVERYTHING.has(rule)) ?? about[0];
  if (!worst) return null;
  const power = EVERYTHING.has(worst.rule) ? 'everything' : 'change';
  return { power, words: worst.title.replace(/^The role /, 'role ') };
}

/** The worst that a function's role may do; null if nothing about it is known. */
export function roleReachOf(fn: Pick<FunctionReport, 'permissions' | 'findings'>): RoleReach | null {
  const found = findingsReach(fn);
  if (found?.power === 'everything' || fn.permissions === null) return found;
  return grantsReach(fn.permissions) ?? found;
}
