import { inherit } from './elements.js';
import { escapeArguments } from './bind-call.js';
import { addExports } from './export-tables.js';
import type { Flow } from './flow.js';
import { copiedParameter, helperKind, type HelperKind } from './helper-kind.js';
import { lazyCommonjs, lazyModule } from './lazy-modules.js';
import { ObjectToken, PLAIN, type CallSite, type FlowNode, type FunctionNode } from './value.js';
import { idIn, requireById, requireComputed } from './webpack-modules.js';

type Effect = (flow: Flow, site: CallSite, helper: ObjectToken) => boolean;

function kindOf(flow: Flow, helper: ObjectToken): HelperKind | null {
  const known = flow.helpers.get(helper);
  if (known !== undefined) return known;
  const { unit } = helper;
  const isFunction = unit && unit.node.type !== 'Program' && !unit.node.type.startsWith('Class');
  const text = isFunction ? (flow.sources.get(unit.file) ?? '') : '';
  const node = unit?.node as Parameters<typeof helperKind>[0];
  const kind = text === '' ? null : helperKind(node, text.slice(node.start, node.end));
  flow.helpers.set(helper, kind);
  return kind;
}

const pass: Effect = (flow, { args: [first], result }) => {
  if (!first) return false;
  flow.propagation.edge(first, result);
  return true;
};

/** A webpack helper that is given the id of a module loads it first. */
const interop: Effect = (flow, site, helper) => {
  const id = idIn(site);
  if (id === null) return pass(flow, site, helper);
  for (const [loader] of flow.helpers)
    if (kindOf(flow, loader) === 'commonjs') requireById(flow, { loader, id }, site);
  return true;
};

const getter: Effect = (flow, { args: [first], result, node, scope }) => {
  if (!first) return false;
  const read = (out: FlowNode): void => {
    flow.propagation.edge(first, out);
    flow.read({ object: first, name: 'default', out, place: { node, scope } });
  };
  const value = flow.variableOf(node);
  read(value);
  flow.propagation.add(result, {
    kind: 'native',
    name: 'getter',
    run: (site) => {
      flow.propagation.edge(value, site.result);
    },
    member: () => value,
  });
  return true;
};

/** Where the helper does not show which of two modules gets the other's exports, each gets them. */
const copy: Effect = (flow, { args: [one, other, third], result }, { unit }) => {
  if (!one || !other) return false;
  const from = unit && copiedParameter(unit.node as FunctionNode);
  if (from !== 0) inherit(flow, other, one);
  if (from !== 1) inherit(flow, one, other);
  if (third) inherit(flow, other, third);
  flow.propagation.edge(one, result);
  return true;
};

const extend: Effect = (flow, { args: [sub, base], result }) => {
  if (!sub || !base) return false;
  flow.propagation.edge(sub, result);
  inherit(flow, base, sub);
  flow.propagation.listen(sub, (to) => {
    if (!(to instanceof ObjectToken)) return;
    flow.propagation.listen(base, (from) => {
      if (from instanceof ObjectToken) linkPrototypes(flow, from, to);
    });
  });
  return true;
};

function linkPrototypes(flow: Flow, from: ObjectToken, to: ObjectToken): void {
  flow.propagation.listen(flow.properties.slot(to, 'prototype'), (prototype) => {
    if (prototype instanceof ObjectToken)
      flow.propagation.edge(flow.properties.lookup(from, 'prototype'), prototype.prototypes);
  });
}

const EFFECTS: Readonly<Record<HelperKind, Effect>> = {
  commonjs: (flow, site, helper) => {
    const id = idIn(site);
    if (id !== null) return requireById(flow, { loader: helper, id }, site);
    return lazyCommonjs(flow, site) || requireComputed(flow, helper, site);
  },
  lazy: lazyModule,
  exports: addExports,
  copy,
  interop,
  getter,
  name: (flow, site, helper) => {
    if (site.args[1]) escapeArguments(flow, { args: site.args.slice(1) }, PLAIN);
    return pass(flow, site, helper);
  },
  extends: extend,
  mark: () => true,
};

/** The effect of a call of a bundler's or compiler's helper. @returns false if the function is none. */
export function callHelper(flow: Flow, site: CallSite, callee: ObjectToken): boolean {
  const { node } = site;
  const isInline = node.type === 'CallExpression' && /^(?:Function|Arrow)/.test(node.callee.type);
  // A minifier puts the helper of a class where it is called: `function (child, parent) { … }(A, B)`.
  if (isInline && callee.unit?.params.length !== 2) return false;
  const kind = kindOf(flow, callee);
  if (kind === null || (isInline && kind !== 'extends')) return false;
  return EFFECTS[kind](flow, site, callee);
}
