import type { FunctionPermissions, FunctionReport } from '../model/index.js';
import { counted } from './amounts.js';
import { functionsOf, type Block } from './blocks.js';

/** Actions that a line names. */
const SHOWN_ACTIONS = 1;

function actionsOf(permissions: FunctionPermissions): string[] {
  return [...new Set(permissions.needed.map(({ action }) => action))];
}

function excessWords({ permissions, role }: FunctionReport): string {
  if (!permissions) return '';
  const { excess, excessActions, granted, atLeast } = permissions;
  if (excessActions > 0) {
    const worst = excess.flatMap(({ examples }) => examples);
    const seen = atLeast ? ' that were not seen to be used' : '';
    const more = excessActions > SHOWN_ACTIONS ? ' …' : '';
    return `; its role allows ${excessActions} more${seen} (${worst.slice(0, SHOWN_ACTIONS).join(', ')}${more})`;
  }
  if (role === null) return '';
  return granted.length > 0 ? '; its role allows no other' : '; what its role allows is not known';
}

/**
 * A line about the permissions of a function, as "needs 1 action; its role allows 87 more (dynamodb:DeleteTable …)"; null if they were
 * not analysed, or if there is nothing to say.
 */
export function permissionWords(fn: FunctionReport): string | null {
  const { permissions } = fn;
  if (!permissions) return null;
  const actions = actionsOf(permissions);
  if (actions.length === 0 && permissions.excessActions === 0 && !permissions.atLeast) return null;
  const least = permissions.atLeast ? 'at least ' : '';
  return `needs ${least}${counted(actions.length, 'action')} of AWS${excessWords(fn)}`;
}

/** The line for the functions of a block; null if they have none, or differ. */
export function blockPermissions(block: Block): string | null {
  const [words = null, ...others] = new Set(functionsOf(block).map(permissionWords));
  return others.length === 0 ? words : null;
}
