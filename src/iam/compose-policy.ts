import { groupBy, type FunctionPermissions, type PermissionGrant } from '../model/index.js';

/** A statement of a policy that allows what a function needs. */
export interface ComposedStatement {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

/** A policy that allows what functions need, and nothing else. */
export interface ComposedPolicy {
  readonly statements: readonly ComposedStatement[];
  /** Placeholders of its resources for what neither code nor configuration shows. */
  readonly missing: readonly string[];
  /** Why code may need more than these statements. */
  readonly unresolved: readonly string[];
}

function serviceOf(action: string): string {
  return action.split(':', 1)[0] ?? '';
}

/** Actions of one service that are needed on the same resources are one statement. */
function statementsOf(grants: readonly PermissionGrant[]): ComposedStatement[] {
  const byAction = groupBy(grants, ({ action }) => [action]);
  const actions = [...byAction].map(([action, all]) => ({
    action,
    resources: [...new Set(all.map(({ resource }) => resource))].sort(),
  }));
  const groups = groupBy(actions, ({ action, resources }) => [
    JSON.stringify([serviceOf(action), resources]),
  ]);
  return [...groups.values()].map((same) => ({
    actions: same.map(({ action }) => action).sort(),
    resources: same[0].resources,
  }));
}

/** The policy for one function, or for all functions of a role. */
export function composePolicy(
  permissions: readonly Pick<FunctionPermissions, 'needed' | 'platform' | 'unresolved'>[],
): ComposedPolicy {
  const needed = permissions.flatMap((one) => one.needed);
  const platform = permissions.flatMap((one) => one.platform);
  const statements = statementsOf([...needed, ...platform]).sort((left, right) =>
    (left.actions[0] ?? '') < (right.actions[0] ?? '') ? -1 : 1,
  );
  return {
    statements,
    missing: [...new Set(needed.flatMap(({ missing }) => missing))].sort(),
    unresolved: [...new Set(permissions.flatMap((one) => one.unresolved))].sort(),
  };
}
