import type { EventSourceMappingConfiguration } from '@aws-sdk/client-lambda';
import type { PolledSource } from '../../model/index.js';
import { triggerOfArn } from '../../templates/index.js';
import type { AccountAccess } from '../access/access.js';
import { allPages } from '../access/pages.js';
import type { SourcedTrigger } from './identify-sources.js';

/** An event source that Lambda polls. */
export interface EventSourceMapping {
  /** Of the function, with the version or alias that is called where one is. */
  readonly functionArn: string;
  readonly trigger: SourcedTrigger;
  readonly polled: PolledSource;
  /** Where it sends events that failed: ARNs. */
  readonly destinations: readonly string[];
}

function polledOf({
  EventSourceArn = '',
  SourceAccessConfigurations = [],
}: EventSourceMappingConfiguration): PolledSource {
  const secrets = SourceAccessConfigurations.flatMap(({ URI }) => URI ?? []);
  return { arn: EventSourceArn, secret: secrets.find((uri) => uri.includes(':secretsmanager:')) ?? null };
}

/**
 * All event source mappings of a region, in one listing.
 * @throws Refusal
 */
export async function listEventSources(
  { clients, call }: AccountAccess,
  region: string,
): Promise<EventSourceMapping[]> {
  const { ListEventSourceMappingsCommand } = await import('@aws-sdk/client-lambda');
  const client = await clients.lambda(region);
  const action = 'lambda:ListEventSourceMappings';
  const listed = await allPages(action, async (marker) => {
    const command = new ListEventSourceMappingsCommand({
      MaxItems: 100,
      ...(marker === undefined ? {} : { Marker: marker }),
    });
    const { EventSourceMappings = [], NextMarker } = await call(region, action, () => client.send(command));
    return { items: EventSourceMappings, next: NextMarker };
  });
  return listed
    .filter(({ State }) => !/^(?:Disabled|Deleting)$/.test(State ?? ''))
    .flatMap((mapping) => {
      const { FunctionArn, EventSourceArn, SelfManagedEventSource } = mapping;
      if (FunctionArn === undefined) return [];
      const source = EventSourceArn ?? (SelfManagedEventSource ? 'arn:aws:kafka:::self-managed' : '');
      return [
        {
          functionArn: FunctionArn,
          trigger: { ...triggerOfArn(source), ...(EventSourceArn ? { source } : {}) },
          polled: polledOf(mapping),
          destinations: [mapping.DestinationConfig?.OnFailure?.Destination ?? []].flat(),
        },
      ];
    });
}
