import {
  bareNode,
  FlowNode,
  ObjectToken,
  type CallSite,
  type Flow,
  type OutsideToken,
} from '../../program/index.js';
import type { ReadySink } from './behaviour-names.js';
import { eachSlotIn } from './inner-values.js';
import { CALLERS, methodName } from './mark-methods.js';
import type { TakenMark } from './marks.js';
import { callsParameter } from './wrapped-functions.js';

/** Whether a call gets a name of something alone, or a pattern inside of code. */
export function isOnlyNamed({ form }: TakenMark, { code }: ReadySink): boolean {
  return form === 'names' || (form === 'pattern' && code === true);
}

/** Whether an argument counts. What calls a function as its method, `compile.call(module, text)`, is given one more. */
function isWatched(site: CallSite, sink: ReadySink, at: number): boolean {
  return !sink.arguments || sink.arguments.includes(at) || CALLERS.has(methodName(site) ?? '');
}

/** A value, or what an object holds under other names than some. */
function eachSlotBut(
  flow: Flow,
  { value, besides }: { readonly value: FlowNode; readonly besides: readonly string[] },
  found: (slot: FlowNode) => void,
): void {
  const alone = new FlowNode();
  found(alone);
  flow.propagation.listen(value, (token) => {
    if (!(token instanceof ObjectToken)) flow.propagation.add(alone, token);
    else
      eachSlotIn(flow, token, (name, slot) => {
        if (!besides.includes(name)) found(slot);
      });
  });
}

/** Calls back for each argument that counts, and for each option by its name. */
export function eachWatched(
  flow: Flow,
  { site, sink }: { readonly site: CallSite; readonly sink: ReadySink },
  found: (value: FlowNode, at: number) => void,
): void {
  const names = sink.arguments?.filter((each) => typeof each === 'string') ?? [];
  for (const [at, value] of site.args.entries()) {
    if (sink.besides)
      eachSlotBut(flow, { value, besides: sink.besides }, (slot) => {
        found(slot, at);
      });
    else if (isWatched(site, sink, at)) found(value, at);
    else if (names.length > 0)
      flow.propagation.listen(value, (token) => {
        if (!(token instanceof ObjectToken)) return;
        for (const name of names) found(flow.properties.lookup(token, name), at);
      });
  }
}

/** `http.get` is `http.request` that ends at once. */
function calledAs(name: string): string {
  return name.replace(/:get$/, ':request');
}

/** Tells of a replaced function whether a call calls it. */
export function hookedBy(site: CallSite, { module, path }: OutsideToken): (hooked: string) => boolean {
  const name = calledAs(`:${path.at(-1) ?? ''}`);
  // `before.call(this, given)` may stand in one function for several modules: `http.request`, `https.request`.
  const isOfSeveral = CALLERS.has(methodName(site) ?? '') || callsParameter(site);
  return (hooked) => calledAs(hooked) === module + name || (isOfSeveral && calledAs(hooked).endsWith(name));
}

/** `x.constructor(x)` copies a value. */
export function isOwnMethod(flow: Flow, { node, given: [first], scope }: CallSite): boolean {
  if (!first || (node.type !== 'CallExpression' && node.type !== 'NewExpression')) return false;
  const callee = bareNode(node.callee);
  if (callee.type !== 'MemberExpression') return false;
  const text = flow.sources.get(scope.owner.file) ?? '';
  const { object } = callee;
  return text.slice(object.start, object.end) === text.slice(first.start, first.end);
}
