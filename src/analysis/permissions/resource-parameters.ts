import type { ParameterValue, ResourceParameter } from '../../model/index.js';
import { ObjectToken, type Flow, type FlowNode } from '../../program/index.js';

/** Parameters that name resources. */
const NAMES =
  /(?:Name|Names|Arn|ARN|Id|Url|Identifier|Bucket|Path|PhoneNumber)$|^(?:Role|WorkGroup|cluster|topic|taskDefinition|jobQueue|jobDefinition|CopySource|CatalogId|Resource|Source|Key)$/;

/** Lists of requests inside a request. */
const NESTED: ReadonlySet<string> = new Set(['TransactItems', 'Entries']);

/** Whether a parameter of a request names a resource. */
export function namesResource(parameter: string): boolean {
  return NAMES.test(parameter);
}

/** Whether a parameter of a request is a list of requests. */
export function holdsRequests(parameter: string): boolean {
  return NESTED.has(parameter);
}

/** The value of a parameter, if it is one text or one variable. */
function valueOf({ tokens }: FlowNode): ParameterValue | null {
  if (tokens.size !== 1) return null;
  for (const token of tokens) {
    if (token.kind === 'text') return { kind: 'literal', text: token.text };
    if (token.kind === 'environment') return { kind: 'environment', name: token.name };
  }
  return null;
}

/** Objects in objects and lists. */
function inner(token: ObjectToken): ObjectToken[] {
  return [...token.slots.values()].flatMap(({ tokens }) =>
    [...tokens].filter((each): each is ObjectToken => each instanceof ObjectToken),
  );
}

/** The requests in a list such as `TransactItems: [{ Put: { TableName } }]`. */
function nestedIn(flow: Flow, { tokens }: FlowNode): ResourceParameter[] {
  const lists = [...tokens].filter((token): token is ObjectToken => token instanceof ObjectToken);
  const entries = lists.flatMap(inner);
  return [...entries, ...entries.flatMap(inner)].flatMap((entry) => parametersOf(flow, entry));
}

function parametersOf(flow: Flow, token: ObjectToken): ResourceParameter[] {
  return [...token.slots].flatMap(([name, slot]) =>
    NAMES.test(name) ? [{ name, value: valueOf(slot) }] : [],
  );
}

/** The parameters of a call that name resources; one list for each object that the call may get. */
export function resourceParameters(
  flow: Flow,
  input: FlowNode | null,
): readonly (readonly ResourceParameter[])[] {
  const objects = [...(input?.tokens ?? [])].filter(
    (token): token is ObjectToken => token instanceof ObjectToken && token.form === 'literal',
  );
  return objects.map((token) => {
    const own = parametersOf(flow, token);
    const inherited = [...token.prototypes.tokens].flatMap((above) =>
      above instanceof ObjectToken ? parametersOf(flow, above) : [],
    );
    const known = new Set(own.map(({ name }) => name));
    const nested = [...token.slots].flatMap(([name, slot]) => (NESTED.has(name) ? nestedIn(flow, slot) : []));
    return [...own, ...inherited.filter(({ name }) => !known.has(name)), ...nested];
  });
}
