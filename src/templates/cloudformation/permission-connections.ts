import type { Trigger } from '../../model/index.js';
import {
  HTTP_ELSEWHERE,
  isServicePrincipal,
  openTrigger,
  urlTrigger,
  type DeclaredPermission,
} from '../permission-callers.js';
import { triggerOfService } from '../trigger-words.js';
import type { Connect, Connection } from './connection.js';
import { textOf } from './intrinsics.js';
import { withCallers } from './source-callers.js';
import { propertyOf, textPropertyOf, type Resource, type Template } from './template.js';

/** Property of a permission → the condition that it becomes in the function's policy. */
const CONDITIONS: readonly (readonly [string, string])[] = [
  ['SourceArn', 'aws:SourceArn'],
  ['SourceAccount', 'aws:SourceAccount'],
  ['PrincipalOrgID', 'aws:PrincipalOrgID'],
  ['EventSourceToken', 'lambda:EventSourceToken'],
];

/** Whether a permission is for callers of the function's URL alone. */
function isForUrl(template: Template, permission: Resource): boolean {
  return (
    propertyOf(template, permission, 'FunctionUrlAuthType') !== undefined ||
    textPropertyOf(template, permission, 'Action')?.toLowerCase() === 'lambda:invokefunctionurl' ||
    textPropertyOf(template, permission, 'InvokedViaFunctionUrl') === 'true'
  );
}

function declaredOf(template: Template, permission: Resource): DeclaredPermission {
  const scope = { ...template.scope, placeholders: true };
  const conditions = CONDITIONS.flatMap(([name, key]) => {
    const value = propertyOf(template, permission, name);
    // A value that only the deployment knows still limits the permission to one source.
    return value === undefined ? [] : [[key, textOf(value, scope) ?? '<unknown.value>'] as const];
  });
  return {
    id: permission.id,
    principal: textPropertyOf(template, permission, 'Principal') ?? '',
    forUrl: isForUrl(template, permission),
    conditions: Object.fromEntries(conditions),
    account: template.scope.parameters.get('AWS::AccountId') ?? null,
  };
}

/** What the event source that a permission names lets in. */
function sourceTrigger(template: Template, permission: Resource, principal: string): Trigger {
  if (principal.startsWith('events.')) return { type: 'other', detail: 'event rule', access: 'service' };
  const trigger = triggerOfService(principal, null);
  if (trigger.type === 'http') return { ...trigger, ...HTTP_ELSEWHERE };
  if (trigger.type !== 'other')
    return withCallers(template, trigger, propertyOf(template, permission, 'SourceArn'));
  const statement = `the service, for its own sources (${permission.id})`;
  return { type: 'other', detail: principal, access: 'service', statement };
}

/** A trigger that a more precise one of the same kind replaces. */
function replaceable(target: unknown, trigger: Trigger): Connection {
  if (trigger.detail === 'event rule') return { target, trigger, unlessTypes: ['schedule', 'other'] };
  return trigger.type === 'other' ? { target, trigger } : { target, trigger, unlessTypes: [trigger.type] };
}

/** Trigger of a permission, which allows a principal to call the function. The rule, route or mapping that does so is often in the template as well. */
export const connectPermission: Connect = (template, permission) => {
  const target = propertyOf(template, permission, 'FunctionName');
  const declared = declaredOf(template, permission);
  if (declared.forUrl) {
    const trigger = urlTrigger(declared);
    return trigger === null
      ? []
      : [trigger.access === 'anyone' ? { target, trigger } : replaceable(target, trigger)];
  }
  const open = openTrigger(declared);
  const own = open === null ? [] : [{ target, trigger: open }];
  if (isServicePrincipal(declared))
    return [...own, replaceable(target, sourceTrigger(template, permission, declared.principal))];
  const unknown: Trigger = { type: 'other', detail: declared.principal || null, access: 'unknown' };
  return open === null ? [{ target, trigger: unknown }] : own;
};
