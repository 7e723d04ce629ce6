import type { FunctionPermissions, NeededPermission, PlatformPermission } from '../../src/model/index.js';

/** Permissions of a function that needs these, as `action resource`. */
export function permissionsWith(
  needed: readonly string[],
  fields: Partial<FunctionPermissions> = {},
): FunctionPermissions {
  return {
    needed: needed.map((text): NeededPermission => {
      const [action = '', resource = ''] = text.split(' ', 2);
      const missing = /<TableName>|<env:\w+>/.exec(resource);
      return {
        action,
        resource,
        places: [{ path: 'index.js', line: 3, column: 9 }],
        missing: missing ? [missing[0]] : [],
      };
    }),
    platform: LOGS,
    granted: [],
    excess: [],
    lacked: [],
    unreadPolicies: [],
    excessActions: 0,
    atLeast: false,
    unresolved: [],
    unknownActions: [],
    ...fields,
  };
}

const LOGS: readonly PlatformPermission[] = [
  {
    action: 'logs:PutLogEvents',
    resource: 'arn:aws:logs:<region>:<account>:log-group:/aws/lambda/*:*',
    reason: 'logs',
  },
];
