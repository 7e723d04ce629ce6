import { bindArguments, construct, escapeArguments, escapeDeep, instanceOf } from './bind-call.js';
import { callHelper } from './bundler-helpers.js';
import { unitAt } from './copy-unit.js';
import type { Flow } from './flow.js';
import { callGlobal } from './global-functions.js';
import {
  isOfNode,
  NOTHING,
  ObjectToken,
  PLAIN,
  UNKNOWN,
  type CallSite,
  type OutsideToken,
  type Token,
} from './value.js';

/** A function of another package may return what it is given: a function that it wraps, a client that it changes. */
function passArguments(flow: Flow, { args, result }: CallSite, callee: Token): void {
  for (const value of args)
    flow.propagation.listen(value, (token) => {
      const isObject = token instanceof ObjectToken && (token.form === 'function' || flow.isMade(token));
      const isMark = token.kind === 'mark' && (flow.domain.isPassed?.(token, callee) ?? true);
      if (isObject || isMark || (token.kind === 'outside' && token.module !== ''))
        flow.propagation.add(result, token);
    });
}

/** TypeScript's helpers that give a module in the form that code expects: the module. */
const INTEROP = /^__import(?:Default|Star)$/;

function passModule(
  flow: Flow,
  { args: [first], result }: CallSite,
  { module, path }: OutsideToken,
): boolean {
  if (!first || module !== 'tslib' || !INTEROP.test(path[0] ?? '')) return false;
  flow.propagation.edge(first, result);
  return true;
}

/** Another package may give back an object of the program that it was given before. */
function callOutside(flow: Flow, site: CallSite, callee: OutsideToken): void {
  const { module, path } = callee;
  if (module === '' && callGlobal(flow, site, path)) return;
  if (passModule(flow, site, callee)) return;
  const isNode = isOfNode(callee);
  if (isNode && callGlobal(flow, site, [module, ...path])) return;
  for (const value of site.args)
    flow.propagation.listen(value, (token) => {
      escapeDeep(flow, token, PLAIN);
      const isKept = token instanceof ObjectToken && (token.form === 'class' || token.form === 'instance');
      if (isKept && !isNode) flow.propagation.add(flow.keptBy(module), UNKNOWN);
    });
  passArguments(flow, site, callee);
  if (flow.domain.isNamed?.(callee)) return;
  flow.propagation.add(flow.keptBy(module), PLAIN);
  flow.propagation.edge(flow.keptBy(module), site.result);
}

function callObject(flow: Flow, site: CallSite, callee: ObjectToken): void {
  const { result } = site;
  if (callee.form === 'exports') {
    // A bundler's getter of a module, or a default export that is called.
    flow.propagation.edge(flow.properties.lookup(callee, 'default'), result);
    flow.propagation.add(result, callee);
    return;
  }
  if (callHelper(flow, site, callee)) return;
  if (callee.form === 'class' || (site.isNew && callee.form === 'function')) {
    const instance = instanceOf(flow, callee);
    flow.propagation.add(result, instance);
    if (!flow.opaque.has(callee)) construct(flow, { maker: callee, instance, args: site });
    if (callee.unit && !callee.facts) flow.propagation.edge(flow.returnsOfNew(callee.unit), result);
    return;
  }
  if (!callee.unit) return;
  const unit = unitAt(flow, callee.unit, site);
  bindArguments(flow, unit, site);
  flow.propagation.edge(unit.returns, result);
}

/** Values that stand beside those that are called: other properties of the same object. */
const NEVER_CALLED: ReadonlySet<Token['kind']> = new Set(['text', 'environment']);

/** What a call does if its callee is a value. */
export function callValue(flow: Flow, site: CallSite, callee: Token): void {
  if (NEVER_CALLED.has(callee.kind)) return;
  if (flow.domain.invoke?.(flow, site, callee)) return;
  if (callee instanceof ObjectToken) callObject(flow, site, callee);
  else if (callee.kind === 'native') callee.run(site);
  else if (callee === NOTHING) flow.propagation.add(site.result, NOTHING);
  else if (callee.kind === 'outside') callOutside(flow, site, callee);
  else if (callee === UNKNOWN) {
    escapeArguments(flow, site, UNKNOWN);
    passArguments(flow, site, callee);
    flow.propagation.add(site.result, UNKNOWN);
  } else if (callee.kind !== 'accessor') {
    escapeArguments(flow, site, PLAIN);
    passArguments(flow, site, callee);
    flow.propagation.add(site.result, PLAIN);
  }
}
