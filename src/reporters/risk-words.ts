import type {
  Exposure,
  ExposureLevel,
  FunctionPermissions,
  FunctionReport,
  Package,
} from '../model/index.js';
import { matchesGlob } from '../policy/index.js';
import { counted, listed } from './amounts.js';
import { functionsOf, type Block } from './blocks.js';
import { escapeTerminal } from './escape-terminal.js';
import { namedPackage } from './names.js';
import type { WorstRisk } from './risks.js';

export const LEVEL_WORDS: Readonly<Record<ExposureLevel, string>> = {
  public: 'public',
  account: 'identified or other accounts',
  internal: 'internal',
  unknown: 'callers not known',
  noneSeen: 'no trigger seen',
};

const MAX_STATEMENTS = 2;
const MAX_LABEL = 80;

/** `http POST /candidates`: the start of a statement. */
function labelOf([first = '']: readonly string[]): string {
  const end = first.indexOf(': ');
  const label = end === -1 ? first : first.slice(0, end);
  return escapeTerminal(label.length > MAX_LABEL ? `${label.slice(0, MAX_LABEL)}…` : label);
}

/** `public: http POST /candidates: anybody may call it …`: who can start a function, in a line; '' if nothing is known. */
export function exposureWords({ exposure }: Pick<FunctionReport, 'exposure'>): string {
  if (exposure === null) return '';
  const { level, statements } = exposure;
  if (statements.length === 0) return LEVEL_WORDS[level];
  return `${LEVEL_WORDS[level]}: ${listed(statements.map(escapeTerminal), MAX_STATEMENTS)}`;
}

/** The most open level first. */
const LEVELS: readonly ExposureLevel[] = ['public', 'unknown', 'account', 'internal', 'noneSeen'];

/** The most open level of functions; null if nothing is known about any. */
export function mostOpenLevel(functions: readonly FunctionReport[]): ExposureLevel | null {
  return LEVELS.find((one) => functions.some(({ exposure }) => exposure?.level === one)) ?? null;
}

/** Who can start functions that are shown together: of several, how many the most open level has. '' if nothing is known. */
export function exposureOfAll(functions: readonly FunctionReport[]): string {
  const [only, ...others] = functions;
  if (only && others.length === 0) return exposureWords(only);
  const level = mostOpenLevel(functions);
  if (level === null) return '';
  const count = functions.filter(({ exposure }) => exposure?.level === level).length;
  return `${LEVEL_WORDS[level]}: ${count} of ${counted(functions.length, 'function')}`;
}

function startWords(exposure: Exposure | null): string {
  if (exposure === null) return 'triggers not known';
  const label = labelOf(exposure.statements);
  return label === '' ? LEVEL_WORDS[exposure.level] : `${LEVEL_WORDS[exposure.level]}: ${label}`;
}

function loadWords({ reachable, when, isNotLinked = false }: WorstRisk, found: Package): string {
  const name = namedPackage(found);
  if (isNotLinked) return `holds no function with the flaw of ${name}`;
  if (reachable === null) return `not known whether it loads ${name}`;
  if (!reachable) return `does not load ${name}`;
  return `loads ${name}${when === 'call' ? ' when called' : ' at start'}`;
}

/**
 * One sentence why a finding stands where it does: `public: function URL → loads lodash 4.17.4 at start → role may
 * dynamodb:DeleteItem on *`. '' if neither triggers, loading nor role are known.
 */
export function riskWords(risk: WorstRisk, found: Package | null): string {
  const { fn, role, reachable } = risk;
  if (fn === null || (fn.exposure === null && reachable === null && role === null)) return '';
  return [
    startWords(fn.exposure),
    ...(found === null ? [] : [loadWords(risk, found)]),
    ...(role === null ? [] : [escapeTerminal(role.words)]),
  ].join(' → ');
}

/** Actions that a line names. */
const SHOWN_ACTIONS = 1;

function actionsOf(permissions: FunctionPermissions): string[] {
  return [...new Set(permissions.needed.map(({ action }) => action))];
}

/** Whether policies of a function's role were not read: it may grant more than its permissions say. */
export function hasUnreadRole({ problems }: FunctionReport): boolean {
  return problems.some(({ code, message }) => code === 'missing' && message.includes('of its role'));
}

/** Whether a policy's action, which may have wildcards, is an action. AWS does not tell upper from lower case. */
function allowsAction(granted: string, action: string): boolean {
  return matchesGlob(granted.toLowerCase(), action.toLowerCase());
}

/** Needed actions that no policy of the role allows. A policy of a resource may allow them: where all were read, they are `lacked`. */
function notAllowed({ role, permissions }: FunctionReport): string[] {
  if (role === null || !permissions || permissions.granted.length === 0) return [];
  return actionsOf(permissions).filter(
    (action) =>
      !permissions.granted.some((grant) => grant.effect === 'Allow' && allowsAction(grant.action, action)),
  );
}

function lackedWords(fn: FunctionReport): string {
  const actions = [...new Set(fn.permissions?.lacked.map(({ action }) => action))];
  const open = actions.length === 0 && !hasUnreadRole(fn) ? notAllowed(fn) : [];
  if (open.length > 0)
    return `; no policy that was read allows ${open.length} of them (${listed(open, SHOWN_ACTIONS)})`;
  if (actions.length === 0) return '';
  return `; it lacks ${actions.length} of them (${listed(actions, SHOWN_ACTIONS)})`;
}

function excessWords(fn: FunctionReport): string {
  const { permissions, role } = fn;
  if (!permissions) return '';
  const { excess, excessActions, granted, atLeast } = permissions;
  if (excessActions > 0) {
    const worst = excess.flatMap(({ examples }) => examples);
    const seen = atLeast ? ' that were not seen to be used' : '';
    const more = excessActions > SHOWN_ACTIONS ? ' …' : '';
    return `; its role allows ${excessActions} more${seen} (${worst.slice(0, SHOWN_ACTIONS).join(', ')}${more})`;
  }
  if (role === null) return '';
  if (granted.length === 0) return '; what its role allows is not known';
  return hasUnreadRole(fn) ? '; what else its role allows is not known' : '; its role allows no other';
}

function needWords(count: number, atLeast: boolean): string {
  if (count > 0) return `needs ${atLeast ? 'at least ' : ''}${counted(count, 'action')} of AWS`;
  return atLeast ? 'what it needs of AWS is not known' : 'needs no action of AWS';
}

/**
 * A line about the permissions of a function, as "needs 2 actions of AWS; it lacks 1 of them (s3:GetObject); its role allows 87 more (dynamodb:DeleteTable …)"; null if they were
 * not analysed, or if there is nothing to say.
 */
export function permissionWords(fn: FunctionReport): string | null {
  const { permissions } = fn;
  if (!permissions) return null;
  const actions = actionsOf(permissions);
  if (actions.length === 0 && permissions.excessActions === 0 && !permissions.atLeast) return null;
  return `${needWords(actions.length, permissions.atLeast)}${lackedWords(fn)}${excessWords(fn)}`;
}

/** The line for the functions of a block; null if they have none, or differ. */
export function blockPermissions(block: Block): string | null {
  const [words = null, ...others] = new Set(functionsOf(block).map(permissionWords));
  return others.length === 0 ? words : null;
}
