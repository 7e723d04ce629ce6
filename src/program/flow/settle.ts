import { construct, instanceOf } from './bind-call.js';
import type { Flow, PropertyRead } from './flow.js';
import { isNativeName } from './native-methods.js';
import { NOTHING, ObjectToken, PLAIN, UNKNOWN, type Context, type FlowNode } from './value.js';

/** Exports that are looked for by their name alone: names that nothing else has. */
const TELLING = /.(?:Command|Client)$|^(?:paginate|waitUntil|waitFor)./;

function isEmpty({ tokens }: Pick<FlowNode, 'tokens'>): boolean {
  return tokens.size === 0;
}

/** Whether all that is known of a callee is that it is sometimes not set. */
function isUnset({ tokens }: Pick<FlowNode, 'tokens'>): boolean {
  return tokens.size === 1 && tokens.has(NOTHING);
}

/** A property that none of the known objects has may be any object's of that name. */
function settleRead(flow: Flow, { object, name, out }: PropertyRead): void {
  if (isNativeName(name)) {
    flow.propagation.add(out, PLAIN);
    return;
  }
  const isExport = [...object.tokens].some(
    (token) => token instanceof ObjectToken && token.form === 'exports',
  );
  if (!isExport) flow.propagation.edge(flow.properties.ofUnknown(name), out);
  else if (TELLING.test(name)) flow.propagation.edge(flow.properties.namedExport(name), out);
  flow.propagation.add(out, UNKNOWN);
}

/** Decides about what has no value although all code was followed. @returns false if there was nothing to decide. */
export function settle(flow: Flow): boolean {
  const reads = flow.reads.filter(({ object, out }) => isEmpty(object) || isEmpty(out));
  const sites = flow.sites.filter(({ callee }) => isEmpty(callee) || isUnset(callee));
  const keys = flow.computedKeys.filter(({ key }) => isEmpty(key));
  flow.reads = reads;
  flow.sites = sites;
  const withoutObject = reads.filter(({ object }) => isEmpty(object));
  for (const { object } of withoutObject) flow.propagation.add(object, UNKNOWN);
  for (const { callee } of sites) flow.propagation.add(callee, isUnset(callee) ? PLAIN : UNKNOWN);
  for (const { key } of keys) flow.propagation.add(key, PLAIN);
  // What has an object is decided once every object is.
  const isDone = withoutObject.length + sites.length + keys.length > 0;
  if (!isDone) for (const read of reads) settleRead(flow, read);
  return isDone || reads.length > 0 || settleAwaited(flow);
}

/** Tells the caller of the places that it asked about, and that have no value. They are last: what was decided may give them one. */
function settleAwaited(flow: Flow): boolean {
  const empty = flow.awaited.filter(({ place }) => isEmpty(place) || isUnset(place));
  flow.awaited = [];
  for (const { otherwise } of empty) otherwise();
  return empty.length > 0;
}

/** Follows functions that nothing is seen to call, as if code outside called them. @returns false if there are no more. */
export function startUncalled(flow: Flow, { functions }: Context): boolean {
  const found = [...functions.values()].filter(
    ({ unit }) =>
      unit && !unit.isLive && !flow.copies.has(unit) && (flow.domain.startsUncalled?.(flow, unit) ?? false),
  );
  for (const token of found) {
    makeReceiver(flow, token);
    flow.escape(token);
  }
  return found.length > 0;
}

/** A method needs an instance of its class. */
function makeReceiver(flow: Flow, token: ObjectToken): void {
  const maker = flow.classOf.get(token);
  if (!maker || !token.unit) return;
  const instance = instanceOf(flow, maker);
  flow.propagation.add(token.unit.receiver, instance);
  construct(flow, { maker, instance, args: { args: [], spreadFrom: Infinity } });
}
