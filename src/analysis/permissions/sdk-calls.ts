import type { AnyNode } from 'acorn';
import { textOf } from '../../syntax/index.js';
import {
  ObjectToken,
  type CallSite,
  type Flow,
  type FlowNode,
  type Token,
  type Unit,
} from '../../program/index.js';
import type { SdkContext } from './sdk-context.js';
import { methodOfCommand, serviceOfClass, serviceOfVersion2 } from './sdk-names.js';

interface Call {
  readonly site: CallSite;
  readonly callee: ObjectToken;
}

/** Puts the operation of each command of a table under its method's name. */
function addMethods(domain: SdkContext, flow: Flow, { commands, prototype }: Methods): void {
  flow.propagation.listen(commands, (table) => {
    if (!(table instanceof ObjectToken)) return;
    flow.properties.eachSlot(table, (name, slot) => {
      const method = flow.properties.slot(prototype, methodOfCommand(name));
      flow.propagation.listen(slot, (command) => {
        if (domain.isCommand(command))
          flow.propagation.add(method, domain.marks.token({ kind: 'operation', of: command, input: 0 }));
      });
    });
  });
}

interface Methods {
  readonly commands: FlowNode;
  readonly prototype: ObjectToken;
}

/** `{ paginators, waiters }`: functions that get the client with their first argument. */
function addFunctions(flow: Flow, options: FlowNode, prototype: ObjectToken): void {
  flow.propagation.listen(options, (token) => {
    if (!(token instanceof ObjectToken)) return;
    for (const kind of ['paginators', 'waiters'])
      flow.propagation.listen(flow.properties.lookup(token, kind), (table) => {
        if (!(table instanceof ObjectToken)) return;
        flow.properties.eachSlot(table, (name, slot) => {
          flow.propagation.edge(slot, flow.properties.slot(prototype, name));
        });
      });
  });
}

/** `createAggregatedClient(commands, S3, { paginators, waiters })` gives a client its methods. */
function aggregate(domain: SdkContext, flow: Flow, { args: [commands, client, options] }: CallSite): boolean {
  if (!commands || !client) return false;
  flow.propagation.listen(client, (token) => {
    if (!(token instanceof ObjectToken)) return;
    domain.unfollowed.addClient(token);
    for (const prototype of flow.properties.slot(token, 'prototype').tokens) {
      if (!(prototype instanceof ObjectToken)) continue;
      prototype.isShy = true;
      addMethods(domain, flow, { commands, prototype });
      if (options) addFunctions(flow, options, prototype);
    }
  });
  return true;
}

/** Kinds of arguments that are no class. */
const NO_CLASS: ReadonlySet<AnyNode['type']> = new Set([
  'Literal',
  'TemplateLiteral',
  'ObjectExpression',
  'ArrayExpression',
  'FunctionExpression',
  'ArrowFunctionExpression',
]);

/** `createPaginator(S3Client, ListPartsCommand, 'PartNumberMarker', …)` makes a function that calls the operation. */
function paginator(domain: SdkContext, flow: Flow, { given, args, result }: CallSite): boolean {
  const [, command] = args;
  const isTold = given.length >= 3 && given.slice(2).some((node) => textOf(node) !== null);
  const isNamed = given.slice(0, 2).every(({ type }) => !NO_CLASS.has(type));
  if (!command || !isTold || !isNamed) return false;
  flow.propagation.listen(command, (token: Token) => {
    if (domain.isCommand(token))
      flow.propagation.add(result, domain.marks.token({ kind: 'operation', of: token, input: 1 }));
  });
  return true;
}

/** `makeBuilder(parameters, 'AmazonSQS', 'SQSClient', …)` */
function builder(domain: SdkContext, flow: Flow, { given, result }: CallSite): void {
  for (const node of given) {
    const client = textOf(node);
    if (client !== null && /^[A-Z]\w{0,80}Client$/.test(client))
      flow.propagation.add(result, domain.marks.token({ kind: 'builder', service: serviceOfClass(client) }));
  }
}

/** `Service.defineService('s3', ['2006-03-01'])` of version 2. */
function olderClass(domain: SdkContext, flow: Flow, { node, given, result }: CallSite): boolean {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return false;
  const { property } = node.callee;
  const id = textOf(given[0]);
  if (property.type !== 'Identifier' || property.name !== 'defineService' || id === null) return false;
  const service = serviceOfVersion2(id);
  flow.propagation.add(result, domain.marks.token({ kind: 'class', service, style: 'older' }));
  return true;
}

const COMMAND_PATTERN = '/Command$/';

/** Longest text of the SDK's function that gives clients their methods, unminified. */
const LONGEST = 4000;

function addsMethods({ sources }: Flow, { params, file, node: { start, end } }: Unit): boolean {
  if ((params.length !== 2 && params.length !== 3) || end - start > LONGEST) return false;
  return (sources.get(file) ?? '').slice(start, end).includes(COMMAND_PATTERN);
}

/** The effect of a call of one of the SDKs' own functions. @returns false if the function is none. */
export function sdkCall(domain: SdkContext, flow: Flow, { site, callee }: Call): boolean {
  const { unit } = callee;
  if (!unit || site.isNew || site.given.length === 0) return false;
  if (olderClass(domain, flow, site)) return true;
  builder(domain, flow, site);
  if (unit.params.length === 5) return paginator(domain, flow, site);
  return addsMethods(flow, unit) && aggregate(domain, flow, site);
}
