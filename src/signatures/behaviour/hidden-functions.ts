import {
  ObjectToken,
  type CallSite,
  type Flow,
  type FlowNode,
  type OutsideToken,
  type Token,
} from '../../program/index.js';
import { GLOBAL_OBJECTS } from './member-names.js';
import { eachInside } from './inner-values.js';
import { callBack, methodName } from './mark-methods.js';

/** `Object.getPrototypeOf(async () => {}).constructor` makes functions of texts. */
function passPrototype(flow: Flow, { args: [value], result }: CallSite): void {
  if (!value) return;
  flow.propagation.listen(value, (token) => {
    if (token instanceof ObjectToken && token.form === 'function')
      flow.propagation.add(result, flow.outside('', ['Function', 'prototype']));
  });
}

/** A member of the global object whose name code computes may be any function: `globalThis[name]`. */
export function readAnyGlobal(flow: Flow, { module, path }: OutsideToken, out: FlowNode): void {
  if (module === '' && GLOBAL_OBJECTS.has(path.join('.'))) flow.propagation.add(out, flow.outside('', ['*']));
}

/** `JSON.parse(text, visit)` gives each value in the text to a function. */
function visitParsed(flow: Flow, site: CallSite): void {
  const [text, visit] = methodName(site) === 'call' ? site.args.slice(1) : site.args;
  if (!text || !visit) return;
  eachInside(flow, text, (token) => {
    if (token.kind === 'mark') callBack(flow, visit, token);
  });
}

/** What is known of functions of the language. */
export function callLanguage(flow: Flow, site: CallSite, { module, path }: OutsideToken): void {
  const name = module === '' ? path.join('.') : '';
  if (name === 'Object.getPrototypeOf') passPrototype(flow, site);
  if (name === 'JSON.parse') visitParsed(flow, site);
}

/** Code outside gets the functions that a function of the program gives. */
export function escapeReturned(flow: Flow, token: Token): void {
  if (!(token instanceof ObjectToken) || !token.unit) return;
  flow.propagation.listen(token.unit.returns, (given) => {
    if (given instanceof ObjectToken && given.form === 'function') flow.escape(given);
  });
}
