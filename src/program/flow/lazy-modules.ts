import { bindArguments } from './bind-call.js';
import type { Flow } from './flow.js';
import { keep } from './known-code.js';
import { placeOf } from './native-methods.js';
import { FlowNode, ObjectToken, type CallSite, type Unit } from './value.js';

/** A CommonJS module: the `module` that its code gets, and the exports in it. */
export interface CommonjsModule {
  readonly module: ObjectToken;
  readonly exports: ObjectToken;
  readonly value: FlowNode;
}

export function commonjsModule(flow: Flow): CommonjsModule {
  const [module, exports] = [new ObjectToken('exports'), new ObjectToken('exports')];
  flow.propagation.add(flow.properties.slot(module, 'exports'), exports);
  return { module, exports, value: flow.properties.lookup(module, 'exports') };
}

/** Calls back for a function, or for the functions of an object, once it flows into a place. */
function eachUnit(flow: Flow, from: FlowNode, run: (unit: Unit) => void): void {
  flow.propagation.listen(from, (token) => {
    if (!(token instanceof ObjectToken)) return;
    if (token.unit) run(token.unit);
    else
      flow.properties.eachSlot(token, (_name, slot) => {
        eachUnit(flow, slot, run);
      });
  });
}

/** A module whose code runs when the function is called that the helper makes. */
function lazy(flow: Flow, site: CallSite, run: () => FlowNode): boolean {
  let value: FlowNode | null = null;
  const token = keep(flow.lazies, site.node, () => ({
    kind: 'native' as const,
    name: 'module',
    run: (later: CallSite) => {
      value ??= run();
      flow.propagation.edge(value, later.result);
    },
  }));
  flow.propagation.add(site.result, token);
  return true;
}

function isModuleCode(site: CallSite): boolean {
  const [first] = site.given;
  return first !== undefined && /^(?:Function|Arrow|Object)/.test(first.type);
}

/** `helper((exports, module) => { … })` */
export function lazyCommonjs(flow: Flow, site: CallSite): boolean {
  const [code] = site.args;
  if (!code || !isModuleCode(site)) return false;
  return lazy(flow, site, () => {
    const { module, exports, value } = commonjsModule(flow);
    const args = [placeOf(flow, exports), placeOf(flow, module)];
    eachUnit(flow, code, (unit) => {
      flow.propagation.add(unit.receiver, exports);
      bindArguments(flow, unit, { args, spreadFrom: Infinity });
    });
    return value;
  });
}

/** `helper(() => { … })` of an ES module: its code sets variables around it. */
export function lazyModule(flow: Flow, site: CallSite): boolean {
  const [code] = site.args;
  if (!code || !isModuleCode(site)) return false;
  return lazy(flow, site, () => {
    const result = new FlowNode();
    eachUnit(flow, code, (unit) => {
      bindArguments(flow, unit, { args: [], spreadFrom: Infinity });
      flow.propagation.edge(unit.returns, result);
    });
    return result;
  });
}
