import { neededPermissions } from '../../iam/index.js';
import type { ServerlessFunction, StoreName } from '../../model/index.js';
import type { MountedFacts, StoredData } from '../analysis.js';
import { sendingTriggers } from '../injection-severity.js';
import { flowEvidence } from '../told-steps.js';
import type { DataFlow, DataFlowFacts } from '../flow-facts.js';
import { flowsOfFunction } from './function-flows.js';

/** The resources that code names, as ARNs; none if neither code nor configuration shows all of a name. */
function resourcesOf({ region, account, settings }: ServerlessFunction, name: StoreName): readonly string[] {
  const { service, operation, parameter, value } = name;
  const use = { service, operation, calls: [[{ name: parameter, value }]], places: [] };
  const { needed } = neededPermissions([use], {
    region,
    account,
    references: settings?.environmentReferences ?? [],
    plainNames: settings?.plainNames ?? null,
    encrypted: [],
  });
  return needed.filter(({ missing }) => missing.length === 0).map(({ resource }) => resource);
}

/** What a flow puts into each resource. @param before data of other functions that it hands on; null of the function's own events. */
function storedIn(fn: ServerlessFunction, flow: DataFlow, before: StoredData | null): StoredData[] {
  const triggers = before ? before.triggers : sendingTriggers(fn, flow);
  if (!flow.into || !triggers) return [];
  const steps = flowEvidence(flow).map((step) => ({ ...step, function: fn.id }));
  return resourcesOf(fn, flow.into).map((resource) => ({
    fn: before?.fn ?? fn,
    ways: [...(before?.ways ?? []), { fn, resource }],
    triggers,
    resource,
    evidence: [
      ...(before?.evidence ?? []),
      ...steps.map((step, at) => (at === steps.length - 1 ? { ...step, into: resource } : step)),
    ],
    cleared: [...new Set([...(before?.cleared ?? []), ...(flow.cleared ?? [])])],
  }));
}

/** The data of its events that a function puts into resources. */
export function storedBy(
  fn: ServerlessFunction,
  mounts: readonly MountedFacts<DataFlowFacts>[],
): readonly StoredData[] {
  return flowsOfFunction(fn, mounts).flows.flatMap(({ flow }) => (flow.from ? [] : storedIn(fn, flow, null)));
}

/** The data of other functions that a function takes out of resources, and puts into others. */
export function handedOnBy(
  fn: ServerlessFunction,
  mounts: readonly MountedFacts<DataFlowFacts>[],
  stored: readonly StoredData[],
): readonly StoredData[] {
  const others = stored.filter(({ ways }) => ways.every((way) => way.fn.id !== fn.id));
  return flowsOfFunction(fn, mounts).flows.flatMap(({ flow }) =>
    flow.into ? takenBy(fn, flow, others).flatMap((each) => storedIn(fn, flow, each)) : [],
  );
}

/** Whether a resource's events start a function, and hold the data that a flow is about. */
function isStartedBy({ settings }: ServerlessFunction, { notFrom }: DataFlow, resource: string): boolean {
  const sources = settings?.eventSources ?? [];
  return sources.some(
    // The events of a table come from its stream: `table/orders/stream/…`.
    ({ arn, type }) => (arn === resource || arn.startsWith(`${resource}/stream/`)) && !notFrom.includes(type),
  );
}

/** The stored data that a flow takes: what it reads, or what starts the function. */
function takenBy(
  fn: ServerlessFunction,
  flow: DataFlow,
  stored: readonly StoredData[],
): readonly StoredData[] {
  const { from } = flow;
  if (stored.length === 0) return [];
  if (!from) return stored.filter(({ resource }) => isStartedBy(fn, flow, resource));
  const read = new Set(resourcesOf(fn, from));
  return stored.filter(({ resource }) => read.has(resource));
}

/** What functions of the application put where a flow takes its data from. */
export function storedFor(
  fn: ServerlessFunction,
  flow: DataFlow,
  stored: readonly StoredData[],
): readonly StoredData[] {
  const { rule } = flow;
  return rule === null ? [] : takenBy(fn, flow, stored).filter(({ cleared }) => !cleared.includes(rule));
}
