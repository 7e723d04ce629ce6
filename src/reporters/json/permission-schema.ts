import { z } from 'zod';

const PermissionGrant = z
  .strictObject({
    action: z.string().describe('dynamodb:UpdateItem; a pattern where a policy has one.'),
    resource: z
      .string()
      .describe('ARN or pattern, with a placeholder (<Table.Arn>, <region>) for what is not known.'),
  })
  .meta({ id: 'permissionGrant', description: 'An action on a resource.' });

const CodePlace = z
  .strictObject({
    path: z.string(),
    line: z.int().describe('1-based.'),
    column: z.int().describe('1-based.'),
  })
  .meta({ id: 'codePlace', description: 'A place in code.' });

const NeededPermission = z
  .strictObject({
    ...PermissionGrant.shape,
    places: z.array(CodePlace).describe('Code that needs it.'),
    missing: z
      .array(z.string())
      .describe('Placeholders of its resource for what neither code nor configuration shows.'),
  })
  .meta({ id: 'neededPermission', description: "A permission that the function's code needs." });

const PlatformPermission = z
  .strictObject({
    ...PermissionGrant.shape,
    reason: z.string().describe('The part of the configuration that needs it.'),
  })
  .meta({ id: 'platformPermission', description: "A permission that the function's configuration needs." });

const GrantedPermission = z
  .strictObject({
    ...PermissionGrant.shape,
    effect: z.enum(['Allow', 'Deny']),
    policy: z.string().describe('Name of the policy that has it.'),
    conditions: z.array(z.string()).describe('Operators and keys of its conditions, never values.'),
  })
  .meta({ id: 'grantedPermission', description: "A permission that the role's policies have." });

const ExcessPermission = z
  .strictObject({
    ...PermissionGrant.shape,
    policy: z.string().describe('Name of the policy that grants it.'),
    examples: z.array(z.string()).describe('Some of the actions that nothing needs, the most harmful first.'),
  })
  .meta({ id: 'excessPermission', description: 'A permission that the role grants and nothing needs.' });

const LackedPermission = z
  .strictObject({
    ...PermissionGrant.shape,
    reason: z.string().describe('What stands against it.'),
  })
  .meta({
    id: 'lackedPermission',
    description: "A permission that the function's code needs and nothing grants.",
  });

export const Permissions = z
  .strictObject({
    needed: z.array(NeededPermission),
    platform: z.array(PlatformPermission),
    granted: z.array(GrantedPermission),
    excess: z.array(ExcessPermission),
    lacked: z
      .array(LackedPermission)
      .describe(
        'Needs of the code that no policy grants, or that one denies. Nothing is concluded where a policy was not read.',
      ),
    unreadPolicies: z
      .array(z.string())
      .describe('Needed resources whose own policies were not read: they may grant more, or deny.'),
    excessActions: z
      .int()
      .describe("How many of AWS's actions the role allows that nothing needs on any resource."),
    atLeast: z
      .boolean()
      .describe('Whether code may need more than is in needed: excess is then what was not seen to be used.'),
    unresolved: z.array(z.string()).describe('Why code may need more.'),
    unknownActions: z
      .array(z.string())
      .describe("Actions that code seems to need and that the table of AWS's actions lacks."),
  })
  .meta({
    id: 'permissions',
    description: 'Permissions that a function needs, those that its role grants, and the difference.',
  });

export const Exposure = z
  .strictObject({
    level: z
      .enum(['public', 'account', 'internal', 'unknown', 'noneSeen'])
      .describe(
        'public: anybody on the internet. account: identified callers, other accounts or organisations. internal: queues, schedules and the like of the same account. unknown: it has a trigger whose callers are not known. noneSeen: no trigger was seen; it is not said that there is none.',
      ),
    statements: z.array(z.string()).describe('What says so, the most open first.'),
  })
  .meta({ id: 'exposure', description: 'Who can start a function.' });
