import type { MemberExpression } from 'acorn';
import { computedValues } from './elements.js';
import type { Flow, OpenCode } from './flow.js';
import { nameOfKey } from '../scopes/name-of-key.js';
import { mixElement } from './join-texts.js';
import { FlowNode } from './value.js';

/** Follows `object.name` and `object[key]`. @param isCalled whether code calls the value. */
export function followMember(
  flow: Flow,
  node: MemberExpression,
  code: OpenCode & { isCalled?: boolean },
): void {
  const { scope } = code;
  const out = code.out ?? new FlowNode();
  const object = flow.valueAt(node.object, scope);
  const name = nameOfKey({ computed: node.computed, key: node.property });
  if (name !== null) {
    flow.read({ object, name, out, place: { node, scope } });
    return;
  }
  mixElement(flow, node.property, { ...code, out });
  let isComputed = false;
  const key = flow.valueAt(node.property, scope);
  const read = (): void => {
    if (isComputed) return;
    isComputed = true;
    computedValues(flow, object, { out, isCalled: code.isCalled ?? false, key });
  };
  flow.computedKeys.push({ key, read });
  flow.propagation.listen(key, (token) => {
    if (token.kind === 'text') flow.read({ object, name: token.text, out, place: { node, scope } });
    else read();
  });
}
