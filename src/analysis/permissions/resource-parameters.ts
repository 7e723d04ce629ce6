import type { ParameterValue } from '../../model/index.js';
import { ANY_NAME, ObjectToken, type FlowNode } from '../../program/index.js';
import { RequestCalls, type RequestCall, type RequestObject, type RequestView } from '../request-calls.js';

/** The value of a parameter, if it is one text or one variable. */
function valueOf({ tokens }: FlowNode): ParameterValue | null {
  if (tokens.size !== 1) return null;
  for (const token of tokens) {
    if (token.kind === 'text') return { kind: 'literal', text: token.text };
    if (token.kind === 'environment') return { kind: 'environment', name: token.name };
  }
  return null;
}

/** The most objects that a value may be. With more, the flow has mixed values up, and the value counts as unknown. */
const MOST_OBJECTS = 100;

function objectsOf({ tokens }: FlowNode): ObjectToken[] {
  const objects = [...tokens].filter((token): token is ObjectToken => token instanceof ObjectToken);
  return objects.length > MOST_OBJECTS ? [] : objects;
}

/** Properties of an object, and those that it takes from others: `{ ...base, Key }`. A slot without values was only asked for. */
function slotsOf({ slots, prototypes }: ObjectToken): Map<string, FlowNode> {
  const above = objectsOf(prototypes).flatMap((each) => [...each.slots]);
  const own = [...slots].filter(([name, slot]) => name !== ANY_NAME || slot.tokens.size > 0);
  return new Map([...above, ...own]);
}

function keysOf({ slots, keys, prototypes }: ObjectToken): (ParameterValue | null)[] {
  const others = objectsOf(prototypes).length < prototypes.tokens.size ? [null] : [];
  if ((slots.get(ANY_NAME)?.tokens.size ?? 0) === 0) return others;
  const names = [...(keys?.tokens ?? [null])].map((key): ParameterValue | null =>
    key?.kind === 'environment' ? { kind: 'environment', name: key.name } : null,
  );
  return [...names, ...others];
}

function requestObject(token: ObjectToken): RequestObject<FlowNode> {
  return { slots: slotsOf(token), keys: keysOf(token) };
}

const VIEW: RequestView<FlowNode> = {
  objectsIn: (value) => objectsOf(value).map(requestObject),
  isObject: (value) =>
    value.tokens.size > 0 && !value.isFull && objectsOf(value).length === value.tokens.size,
  valueOf,
};

const CALLS = new RequestCalls(VIEW);

/** The parameters of a call that name resources; one list for each request that the call may make, an empty one for those that code does not show. */
export function resourceParameters(input: FlowNode | null): readonly RequestCall[] {
  const requests = input ? objectsOf(input).filter(({ form }) => form === 'literal') : [];
  const calls = requests.flatMap((token) => CALLS.in(slotsOf(token)));
  return input && calls.length > 0 && requests.length < input.tokens.size ? [...calls, []] : calls;
}
