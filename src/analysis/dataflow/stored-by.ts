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

/** What a flow puts into each resource. */
function storedIn(fn: ServerlessFunction, flow: DataFlow): StoredData[] {
  const triggers = flow.into ? sendingTriggers(fn, flow) : null;
  if (!flow.into || !triggers) return [];
  const steps = flowEvidence(flow).map((step) => ({ ...step, function: fn.id }));
  return resourcesOf(fn, flow.into).map((resource) => ({
    fn,
    triggers,
    resource,
    evidence: steps.map((step, at) => (at === steps.length - 1 ? { ...step, into: resource } : step)),
    cleared: flow.cleared ?? [],
  }));
}

/** The data of events that a function puts into resources. */
export function storedBy(
  fn: ServerlessFunction,
  mounts: readonly MountedFacts<DataFlowFacts>[],
): readonly StoredData[] {
  return flowsOfFunction(fn, mounts).flows.flatMap(({ flow }) => storedIn(fn, flow));
}

/** Whether a resource's events start a function, and hold the data that a flow is about. */
function isStartedBy({ settings }: ServerlessFunction, { notFrom }: DataFlow, resource: string): boolean {
  const sources = settings?.eventSources ?? [];
  return sources.some(
    // The events of a table come from its stream: `table/orders/stream/…`.
    ({ arn, type }) => (arn === resource || arn.startsWith(`${resource}/stream/`)) && !notFrom.includes(type),
  );
}

/** What functions of the application put where a flow takes its data from. */
export function storedFor(
  fn: ServerlessFunction,
  flow: DataFlow,
  stored: readonly StoredData[],
): readonly StoredData[] {
  const { rule, from } = flow;
  if (rule === null || stored.length === 0) return [];
  const harmful = stored.filter(({ cleared }) => !cleared.includes(rule));
  if (!from) return harmful.filter(({ resource }) => isStartedBy(fn, flow, resource));
  const read = new Set(resourcesOf(fn, from));
  return harmful.filter(({ resource }) => read.has(resource));
}
