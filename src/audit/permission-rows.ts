import type { FunctionPermissions, FunctionReport, PermissionGrant } from '../model/index.js';
import type { PermissionRow } from './record.js';
import { isRoleUnread } from './unseen-rows.js';

function wordsOf({ action, resource }: PermissionGrant): string {
  return `${action} on ${resource}`;
}

function distinct(grants: readonly PermissionGrant[]): string[] {
  return [...new Set(grants.map(wordsOf))].sort();
}

function doubtsOf(fn: FunctionReport, { unresolved, unreadPolicies }: FunctionPermissions): string[] {
  return [
    ...(isRoleUnread(fn) ? ['What the role allows was not read, or not whole.'] : []),
    ...unresolved,
    ...unreadPolicies.map((resource) => `The policy of ${resource} was not read.`),
  ];
}

const NOT_ANALYSED: Omit<PermissionRow, 'function' | 'role'> = {
  needed: null,
  granted: [],
  lacked: [],
  excessActions: null,
  excess: [],
  atLeast: true,
  doubts: ['Permissions were not analysed.'],
};

function rowOf(fn: FunctionReport): PermissionRow {
  const { name, role, permissions } = fn;
  const named = { function: name, role: role?.arn ?? role?.name ?? null };
  if (permissions === null) return { ...named, ...NOT_ANALYSED };
  const { needed, platform, granted, lacked, excess, excessActions, atLeast } = permissions;
  const denied = granted.filter(({ effect }) => effect === 'Deny');
  return {
    ...named,
    needed: distinct([...needed, ...platform]),
    granted: [
      ...distinct(granted.filter(({ effect }) => effect === 'Allow')),
      ...distinct(denied).map((words) => `denied: ${words}`),
    ],
    lacked: distinct(lacked),
    excessActions: isRoleUnread(fn) && excessActions === 0 ? null : excessActions,
    excess: excess.map((one) => `${wordsOf(one)} (for example ${one.examples.join(', ')})`),
    atLeast,
    doubts: doubtsOf(fn, permissions),
  };
}

/** Needed against granted permissions of the functions on AWS. */
export function permissionRows(functions: readonly FunctionReport[]): PermissionRow[] {
  return functions.filter(({ platform }) => platform === 'aws-lambda').map(rowOf);
}
