import type { PlacedTrigger } from '../template-facts.js';
import { keepPrecise } from '../trigger-words.js';
import type { Connect } from './connection.js';
import { EVENT_CONNECTIONS } from './event-connections.js';
import { HTTP_CONNECTIONS } from './http-connections.js';
import { connectPermission } from './permission-connections.js';
import { triggerPath } from './setting-paths.js';
import { functionReferredBy, type Template } from './template.js';

const CONNECTIONS: ReadonlyMap<string, Connect> = new Map<string, Connect>([
  ...HTTP_CONNECTIONS,
  ...EVENT_CONNECTIONS,
  ['AWS::Lambda::Permission', connectPermission],
]);

/** Triggers that other resources of the template define, by the function's logical id. */
export function triggersByFunction(template: Template): Map<string, PlacedTrigger[]> {
  const connections = [...template.resources.values()].flatMap((resource) => {
    const found = CONNECTIONS.get(resource.type)?.(template, resource) ?? [];
    const at = triggerPath(resource);
    return found.map((one) => ({ ...one, trigger: { ...one.trigger, at } }));
  });
  return keepPrecise(connections, ({ target }) => functionReferredBy(template, target));
}
