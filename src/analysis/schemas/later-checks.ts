import type { SchemaKind } from '../../model/index.js';
import { ObjectToken, type Flow, type Token } from '../../program/index.js';
import type { Found } from './data-shape.js';
import { provedByFunction, provedByToken } from './patterns.js';
import type { Schema } from './schema.js';
import { isTaint, type Taints } from './taint.js';

interface Passed {
  readonly taints: Taints;
  /** What is left of the data. */
  readonly token: Token;
  readonly found: Found;
}

function passPattern(flow: Flow, { site }: Schema, { token, found, taints }: Passed): void {
  const [pattern] = site.args;
  if (!pattern || !isTaint(token)) {
    found(token);
    return;
  }
  flow.propagation.listen(pattern, (each) => {
    found(taints.after(token, provedByToken(each)));
  });
}

function passProof(flow: Flow, { site }: Schema, { token, found, taints }: Passed): void {
  const [callback] = site.args;
  if (!callback || !isTaint(token)) {
    found(token);
    return;
  }
  flow.propagation.listen(callback, (callee) => {
    provedByFunction(flow, { callee, parameter: 0, shows: 'true', isAwaited: true }, (kind) => {
      found(taints.after(token, kind));
    });
  });
}

function passFunction(flow: Flow, { site }: Schema, { token, found }: Passed): void {
  const [callback] = site.args;
  if (callback)
    flow.propagation.listen(callback, (each) => {
      if (!(each instanceof ObjectToken) || !each.unit) {
        found(token);
        return;
      }
      const [param] = each.unit.params;
      flow.enter(each.unit);
      if (param) flow.propagation.add(param, token);
      flow.propagation.listen(each.unit.returns, found);
    });
}

type LaterCheck = (flow: Flow, schema: Schema, passed: Passed) => void;

/** What methods of a schema let through of what it has let through. */
export const LATER_CHECKS: Partial<Record<SchemaKind, LaterCheck>> = {
  pattern: passPattern,
  proof: passProof,
  map: passFunction,
};
