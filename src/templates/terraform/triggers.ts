import type { Trigger } from '../../model/index.js';
import { triggerOfArn, triggerOfService } from '../trigger-words.js';
import { textValueOf, type TerraformResource, type TerraformResources } from './resources.js';

const TRIGGERS: ReadonlyMap<string, (resource: TerraformResource) => Trigger> = new Map([
  [
    'aws_lambda_event_source_mapping',
    (resource: TerraformResource) => {
      const arn = textValueOf(resource, 'event_source_arn');
      return arn === null ? { type: 'other', detail: null } : triggerOfArn(arn);
    },
  ],
  ['aws_lambda_permission', (resource) => triggerOfService(textValueOf(resource, 'principal') ?? '', null)],
  ['aws_lambda_function_url', () => ({ type: 'http', detail: 'function URL' })],
]);

/** Triggers that other resources define, by function. Such a resource has the function's name or ARN, or refers to it. */
export function terraformTriggers(
  resources: TerraformResources,
  functions: readonly TerraformResource[],
): ReadonlyMap<TerraformResource, readonly Trigger[]> {
  const byName = new Map(
    functions.flatMap((found) => [
      [textValueOf(found, 'function_name'), found] as const,
      [textValueOf(found, 'arn'), found] as const,
    ]),
  );
  const triggers = new Map<TerraformResource, Trigger[]>();
  for (const resource of resources.ofType(...TRIGGERS.keys())) {
    const name = textValueOf(resource, 'function_name');
    const [referred] = resources.referredBy(resource, 'function_name', ['aws_lambda_function']);
    const found = name === null ? referred : byName.get(name);
    const trigger = TRIGGERS.get(resource.type)?.(resource);
    if (!found || !trigger) continue;
    const known = triggers.get(found) ?? [];
    known.push(trigger);
    triggers.set(found, known);
  }
  return triggers;
}
