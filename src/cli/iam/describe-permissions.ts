import { composePolicy, policyDocument, policyNotes } from '../../iam/index.js';
import type { FunctionPermissions, FunctionReport, NeededPermission } from '../../model/index.js';
import { escapeTerminal, permissionWords } from '../../reporters/index.js';
import { permissionFindings } from './check-permissions.js';

/** Grants and findings that the text shows of a function. */
const SHOWN = 20;

function neededLine({ action, resource, places }: NeededPermission): string {
  const [first] = places;
  const place = first ? `  ${first.path}:${first.line}:${first.column}` : '';
  return `  needs     ${action} on ${resource}${place}`;
}

function platformLines({ platform }: FunctionPermissions): string[] {
  const byReason = new Map<string, string[]>();
  for (const { action, resource, reason } of platform) {
    const key = `${reason}, on ${resource}`;
    byReason.set(key, [...(byReason.get(key) ?? []), action]);
  }
  return [...byReason].map(([key, actions]) => `  platform  ${actions.join(', ')}  (${key})`);
}

function shortened(lines: readonly string[], label: string): string[] {
  const rest = lines.length - SHOWN;
  return rest > 0
    ? [...lines.slice(0, SHOWN), `  ${label}and ${rest} more (--format json shows them)`]
    : [...lines];
}

function grantedLines({ granted }: FunctionPermissions): string[] {
  const lines = granted.map(({ effect, action, resource, policy, conditions }) => {
    const only = conditions.length > 0 ? ` if ${conditions.join(', ')}` : '';
    return `  ${effect === 'Allow' ? 'granted ' : 'denied  '}  ${action} on ${resource}${only}  (${policy})`;
  });
  return shortened(lines, 'granted   ');
}

function lackedLines({ lacked }: FunctionPermissions): string[] {
  const lines = lacked.map(
    ({ action, resource, reason }) => `  lacks     ${action} on ${resource}  (${reason})`,
  );
  return shortened(lines, 'lacks     ');
}

/** Needed resources whose policies the text names. */
const SHOWN_UNREAD = 5;

function unreadLines({ unreadPolicies }: FunctionPermissions): string[] {
  if (unreadPolicies.length === 0) return [];
  const rest = unreadPolicies.length - SHOWN_UNREAD;
  const names = unreadPolicies.slice(0, SHOWN_UNREAD).join(', ');
  const more = rest > 0 ? ` and ${rest} more` : '';
  return [`  not read  policies of ${names}${more}: they may grant more, or deny`];
}

function findingLines(fn: FunctionReport): string[] {
  return shortened(
    permissionFindings([fn]).map(({ severity, title }) => `  ${severity.toUpperCase().padEnd(8)}  ${title}`),
    '',
  );
}

function policyLines(permissions: FunctionPermissions): string[] {
  const policy = composePolicy([permissions]);
  if (policy.statements.length === 0) return ['  no policy: no need was found'];
  const document = JSON.stringify(policyDocument(policy), null, 2).split('\n');
  return [
    '  policy for what it needs:',
    ...policyNotes(policy).map((line) => `    ${line}`),
    ...document.map((line) => `    ${line}`),
  ];
}

function moreLines({ unresolved, unknownActions }: FunctionPermissions): string[] {
  return [
    ...unresolved.map((why) => `  at least these: ${why}`),
    ...unknownActions.map((action) => `  unknown action: ${action}`),
  ];
}

function functionLines(fn: FunctionReport): string[] {
  const { permissions } = fn;
  if (!permissions)
    return [
      fn.name,
      '  what its code needs is not known: code in JavaScript and Python is analysed',
      ...findingLines(fn),
      '',
    ];
  const words = permissionWords(fn);
  return [
    words === null ? `${fn.name} needs nothing of AWS but what its platform needs` : `${fn.name} ${words}`,
    ...permissions.needed.map(neededLine),
    ...moreLines(permissions),
    ...platformLines(permissions),
    ...grantedLines(permissions),
    ...lackedLines(permissions),
    ...unreadLines(permissions),
    ...findingLines(fn),
    ...policyLines(permissions),
    '',
  ];
}

/** The permissions that each function needs, those that its role grants, those that are granted and not needed, and the policy. */
export function describePermissions(functions: readonly FunctionReport[]): string {
  return functions
    .flatMap(functionLines)
    .map((line) => `${escapeTerminal(line)}\n`)
    .join('');
}
