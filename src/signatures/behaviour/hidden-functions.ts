import {
  ObjectToken,
  type CallSite,
  type Flow,
  type FlowNode,
  type OutsideToken,
} from '../../program/index.js';
import { GLOBAL_OBJECTS } from './environment-reads.js';

/** `Object.getPrototypeOf(async () => {}).constructor` makes functions of texts. */
export function passPrototype(
  flow: Flow,
  { args: [value], result }: CallSite,
  { module, path }: OutsideToken,
): void {
  if (!value || module !== '' || path.join('.') !== 'Object.getPrototypeOf') return;
  flow.propagation.listen(value, (token) => {
    if (token instanceof ObjectToken && token.form === 'function')
      flow.propagation.add(result, flow.outside('', ['Function', 'prototype']));
  });
}

/** A member of the global object whose name code computes may be any function: `globalThis[name]`. */
export function readAnyGlobal(flow: Flow, { module, path }: OutsideToken, out: FlowNode): void {
  if (module === '' && GLOBAL_OBJECTS.has(path.join('.'))) flow.propagation.add(out, flow.outside('', ['*']));
}
