import type { FlowRule } from '../../model/index.js';
import { FlowNode, ObjectToken, type Flow, type Token } from '../../program/index.js';
import { eachAt, type SinkHit } from './sinks.js';
import { applies } from '../schemas/taint.js';

/** Fields of a handler's answer that hold its content type. */
const TYPE_FIELDS = [
  'headers.Content-Type',
  'headers.content-type',
  'headers.Content-type',
  'contentType',
  // Of CloudFront.
  'headers.content-type.*.value',
];

interface Answer {
  readonly rule: FlowRule;
  /** What a handler returns. */
  readonly value: FlowNode;
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

/** Calls back with the values of a field: of a list, such as of cookies, its elements. */
function eachText(flow: Flow, value: FlowNode, found: (token: Token) => void): void {
  flow.propagation.listen(value, (token) => {
    if (!(token instanceof ObjectToken) || token.form !== 'array') found(token);
    else flow.propagation.listen(flow.properties.all(token), found);
  });
}

/** Calls back for parts of an answer that hold data from outside. */
export function watchAnswer(
  flow: Flow,
  { rule, value: returned }: Answer,
  found: (hit: SinkHit) => void,
): void {
  const value = new FlowNode();
  flow.propagation.listen(returned, (token) => {
    // A list has no fields: what its elements have goes to no browser.
    if (!(token instanceof ObjectToken) || token.form !== 'array') flow.propagation.add(value, token);
  });
  for (const { fields, type, of } of rule.returns) {
    const watch = (): void => {
      for (const field of fields)
        eachAt(flow, { value, path: field.split('.') }, (part) => {
          eachText(flow, part, (token) => {
            const isMeant = applies(rule, token) && (of === undefined || token.mark.part.isKept === true);
            if (isMeant) found({ rule, code: null, value: part, part: token.mark.part });
          });
        });
    };
    if (type === undefined) watch();
    else whenOfType(flow, { value, type }, watch);
  }
}
