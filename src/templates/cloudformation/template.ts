import { limitOf } from '../../files/index.js';
import { entriesOf, field, itemsOf, stringOf } from '../data.js';
import { isHarmlessValue } from '../harmless-value.js';
import { branchOf, referenceOf, textOf, type Scope } from './intrinsics.js';
import { textOfReference } from './resource-arns.js';

export interface Resource {
  readonly id: string;
  readonly type: string;
  readonly properties: unknown;
  readonly metadata: unknown;
}

/** A parsed template: resources by logical id, and the scope that resolves its values. */
export interface Template {
  readonly resources: ReadonlyMap<string, Resource>;
  readonly scope: Scope;
  /** Parameters whose default is a value of its own, in plain text: no empty one, no reference, no small number. */
  readonly plainDefaults: ReadonlySet<string>;
  /** `Globals` of SAM: defaults by the kind of resource; undefined in other templates. */
  readonly globals: unknown;
  /** Keys below `Resources` that are not resources: a macro (`Fn::ForEach`, `Fn::Transform`) or an invalid value. */
  readonly unread: readonly string[];
}

const PSEUDO: readonly (readonly [string, string])[] = [
  ['AWS::Partition', 'aws'],
  ['AWS::URLSuffix', 'amazonaws.com'],
];

function parametersOf(data: unknown, known: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const defaults = entriesOf(field(data, 'Parameters')).flatMap(([name, parameter]) => {
    const value = field(parameter, 'Default');
    // A NoEcho default is a secret and must not appear in reports.
    const usable =
      field(parameter, 'NoEcho') === undefined && ['string', 'number', 'boolean'].includes(typeof value);
    return usable ? [[name, String(value)] as const] : [];
  });
  return new Map([...PSEUDO, ...defaults, ...known]);
}

/** A parameter of SSM has the name of the value as its default. */
function plainDefaultsOf(data: unknown): ReadonlySet<string> {
  const plain = entriesOf(field(data, 'Parameters')).flatMap(([name, parameter]) => {
    const value = stringOf(field(parameter, 'Default')) ?? '';
    const isOfSsm = stringOf(field(parameter, 'Type'))?.startsWith('AWS::SSM::') ?? false;
    return isOfSsm || isHarmlessValue(value) ? [] : [name];
  });
  return new Set(plain);
}

/** Text for `Table` or `Table.Arn`; null if there is no such resource of a known type. */
function textOfResource(
  resources: ReadonlyMap<string, Resource>,
  reference: string,
  scope: Scope,
): string | null {
  const [id = '', ...attribute] = reference.split('.');
  const resource = resources.get(id);
  return resource
    ? textOfReference(resource, attribute.length > 0 ? attribute.join('.') : null, scope)
    : null;
}

/**
 * Builds a template from parsed data.
 * @param known values of pseudo parameters (`AWS::Region`) and of parameters from other sources.
 */
export function templateOf(data: unknown, known: ReadonlyMap<string, string>): Template {
  const resources = new Map<string, Resource>();
  const unread: string[] = [];
  for (const [id, value] of entriesOf(field(data, 'Resources'))) {
    const type = stringOf(field(value, 'Type'));
    if (type === null) unread.push(id);
    else
      resources.set(id, {
        id,
        type,
        properties: field(value, 'Properties'),
        metadata: field(value, 'Metadata'),
      });
  }
  const scope: Scope = {
    resourceText: (reference) => textOfResource(resources, reference, scope),
    parameters: parametersOf(data, known),
    mappings: field(data, 'Mappings'),
    conditions: field(data, 'Conditions'),
    decided: new Map(),
  };
  const plainDefaults = plainDefaultsOf(data);
  return { resources, scope, unread, plainDefaults, globals: field(data, 'Globals') };
}

export function resourcesOfType(template: Template, ...types: readonly string[]): Resource[] {
  return [...template.resources.values()].filter(({ type }) => types.includes(type));
}

/** A property of a resource, with `Fn::If` resolved. */
export function propertyOf(template: Template, resource: Resource, name: string): unknown {
  return branchOf(field(resource.properties, name), template.scope);
}

export function textPropertyOf(template: Template, resource: Resource, name: string): string | null {
  return textOf(field(resource.properties, name), template.scope);
}

const FORWARDING: ReadonlyMap<string, string> = new Map([
  ['AWS::Lambda::Alias', 'FunctionName'],
  ['AWS::Lambda::Version', 'FunctionName'],
  ['AWS::ApiGatewayV2::Integration', 'IntegrationUri'],
]);

function idsInText(text: string): string[] {
  return text.length > limitOf('template-text')
    ? []
    : [...text.matchAll(/\$\{([A-Za-z0-9]{1,255})[.}]/g)].map(([, id = '']) => id);
}

function childrenOf(value: unknown): readonly unknown[] {
  const children = Array.isArray(value) ? itemsOf(value) : entriesOf(value).map(([, child]) => child);
  return children.slice(0, limitOf('template-mentions'));
}

/** Logical ids to which a value refers at any depth, through `Ref`, `Fn::GetAtt` or `Fn::Sub`. */
function mentionsOf(value: unknown): string[] {
  const queue: unknown[] = [value];
  const found: string[] = [];
  for (let at = 0; at < queue.length && at < limitOf('template-mentions'); at += 1) {
    const item = queue[at];
    const reference = referenceOf(item);
    if (reference !== null) found.push(reference);
    else if (typeof item === 'string') found.push(...idsInText(item));
    else queue.push(...childrenOf(item));
  }
  return found;
}

function* functionIds(
  template: Template,
  value: unknown,
  way: { readonly depth: number; readonly seen: Set<string> },
): Generator<string> {
  for (const id of way.depth > 4 ? [] : mentionsOf(value)) {
    const resource = template.resources.get(id);
    if (!resource || way.seen.has(id)) continue;
    way.seen.add(id);
    const next = FORWARDING.get(resource.type);
    if (isFunction(resource)) yield id;
    else if (next)
      yield* functionIds(template, field(resource.properties, next), { ...way, depth: way.depth + 1 });
  }
}

/** Logical ids of the functions that a value refers to, through aliases, versions and integrations, each once. */
export function functionsReferredBy(template: Template, value: unknown): Iterable<string> {
  return functionIds(template, value, { depth: 0, seen: new Set() });
}

/** The first of these; null if there is none. */
export function functionReferredBy(template: Template, value: unknown): string | null {
  for (const id of functionsReferredBy(template, value)) return id;
  return null;
}

export function isFunction({ type }: Resource): boolean {
  return type === 'AWS::Lambda::Function' || type === 'AWS::Serverless::Function';
}
