import type { FlowRule } from '../../model/index.js';
import { ObjectToken, type Flow, type FlowNode } from '../../program/index.js';
import type { SinkHit } from './sinks.js';
import { applies } from './taint.js';

/** Where the parts of an answer are that say its type. */
const TYPE_FIELDS = ['headers.Content-Type', 'headers.content-type', 'headers.Content-type', 'contentType'];

interface Answer {
  readonly rule: FlowRule;
  /** What a handler returns. */
  readonly value: FlowNode;
}

/** Calls back for each value that a place has under a path of properties. */
function eachAt(flow: Flow, { value, path }: PartOf, found: (part: FlowNode) => void): void {
  const [name, ...rest] = path;
  if (name === undefined) {
    found(value);
    return;
  }
  flow.propagation.listen(value, (token) => {
    if (token instanceof ObjectToken)
      eachAt(flow, { value: flow.properties.lookup(token, name), path: rest }, found);
  });
}

interface PartOf {
  readonly value: FlowNode;
  readonly path: readonly string[];
}

/** Calls back if an answer says that it is of a type. */
function whenOfType(flow: Flow, { value, type }: { value: FlowNode; type: string }, run: () => void): void {
  for (const field of TYPE_FIELDS)
    eachAt(flow, { value, path: field.split('.') }, (part) => {
      flow.propagation.listen(part, (token) => {
        if (token.kind === 'text' && token.text.toLowerCase().includes(type)) run();
      });
    });
}

/** Calls back for parts of an answer that hold data from outside. */
export function watchAnswer(flow: Flow, { rule, value }: Answer, found: (hit: SinkHit) => void): void {
  for (const { fields, type } of rule.returns) {
    const watch = (): void => {
      for (const field of fields)
        eachAt(flow, { value, path: field.split('.') }, (part) => {
          flow.propagation.listen(part, (token) => {
            if (applies(rule, token)) found({ rule, code: null, value: part, part: token.mark.part });
          });
        });
    };
    if (type === undefined) watch();
    else whenOfType(flow, { value, type }, watch);
  }
}
