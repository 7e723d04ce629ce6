import { PlainValues } from '../../iam/index.js';
import type {
  EncryptedResource,
  EnvironmentReference,
  FunctionSettings,
  PolledSource,
} from '../../model/index.js';
import { entriesOf, field, fieldAt, itemsOf } from '../data.js';
import { awsLayerName } from '../aws-layer-name.js';
import { harmlessVariables } from '../harmless-value.js';
import { literalReference } from '../literal-reference.js';
import { eventSourcesOf } from './event-sources.js';
import { branchOf, intrinsicOf, referenceOf, textOf } from './intrinsics.js';
import { isSigned, isTraced, limitsOf, operationOf } from './operation-settings.js';
import { resourceArn, type ResourceArn } from './resource-arns.js';
import { resourcePolicies, rolePrincipal } from './resource-policies.js';
import {
  functionReferredBy,
  isFunction,
  propertyOf,
  resourcesOfType,
  textPropertyOf,
  type Resource,
  type Template,
} from './template.js';

/** The resource of the template that a value refers to. */
function resourceReferredBy(template: Template, value: unknown): ResourceArn | null {
  const resource = template.resources.get(referenceOf(value) ?? '');
  return resource ? resourceArn(resource, template.scope) : null;
}

/** A value's text, with placeholders for what only the deployment knows. */
function openText({ scope }: Template, value: unknown): string | null {
  return textOf(branchOf(value, scope), { ...scope, placeholders: true });
}

/** ARN that a value is or refers to; null if it is no ARN. */
function arnTextOf(template: Template, value: unknown): string | null {
  if (value === undefined || value === null) return null;
  const text = openText(template, value);
  if (text?.startsWith('arn:')) return text;
  return resourceReferredBy(template, branchOf(value, template.scope))?.arn ?? null;
}

/** The resources of the template whose names are plain texts, by name. */
function resourcesByName(template: Template): ReadonlyMap<string, ResourceArn> {
  const named = [...template.resources.values()].flatMap((resource) => {
    const known = resourceArn(resource, template.scope);
    return known && !known.name.startsWith('<') ? [[known.name, known] as const] : [];
  });
  return new Map(named);
}

function arnReference(
  name: string,
  { arn, service }: Pick<ResourceArn, 'arn' | 'service'>,
): EnvironmentReference {
  return { name, kind: 'arn', service, value: arn };
}

/** What a variable's value refers to. A plain value is only a reference if it is the name of a resource of the template, or an ARN. */
function referenceIn(
  template: Template,
  [name, value]: readonly [string, unknown],
  byName: ReadonlyMap<string, ResourceArn>,
): EnvironmentReference[] {
  const branch = branchOf(value, template.scope);
  const text = openText(template, branch);
  const referred = resourceReferredBy(template, branch) ?? byName.get(text ?? '');
  if (referred) return [arnReference(name, referred)];
  if (intrinsicOf(branch)) return outsideReference(name, branch, text);
  return typeof branch === 'string' ? literalReference(name, branch) : [];
}

/** What an intrinsic function refers to that is no resource of the template. */
function outsideReference(name: string, branch: unknown, text: string | null): EnvironmentReference[] {
  if (text?.startsWith('arn:'))
    return [arnReference(name, { arn: text, service: text.split(':', 3)[2] ?? '' })];
  const parameter = referenceOf(branch);
  if (parameter !== null && !parameter.startsWith('AWS::'))
    return [{ name, kind: 'name', service: null, value: `<${parameter}>` }];
  return text !== null && /^<import [^<>]{1,200}>$/.test(text)
    ? [{ name, kind: 'name', service: null, value: text }]
    : [];
}

/** Where a type of resources has its key: the path of properties. */
const KEY_PATHS: ReadonlyMap<string, readonly string[]> = new Map([
  ['AWS::DynamoDB::Table', ['SSESpecification', 'KMSMasterKeyId']],
  ['AWS::SQS::Queue', ['KmsMasterKeyId']],
  ['AWS::SNS::Topic', ['KmsMasterKeyId']],
  ['AWS::Kinesis::Stream', ['StreamEncryption', 'KeyId']],
  ['AWS::SecretsManager::Secret', ['KmsKeyId']],
]);

function keyValueOf(resource: Resource): unknown {
  const path = KEY_PATHS.get(resource.type);
  if (path) return fieldAt(resource.properties, ...path);
  if (resource.type !== 'AWS::S3::Bucket') return undefined;
  const rules = fieldAt(resource.properties, 'BucketEncryption', 'ServerSideEncryptionConfiguration');
  return fieldAt(itemsOf(rules)[0], 'ServerSideEncryptionByDefault', 'KMSMasterKeyID');
}

/** Resources of the template that are encrypted with a key of the account's own. */
function encryptedResources(template: Template): EncryptedResource[] {
  return [...template.resources.values()].flatMap((resource) => {
    const value = branchOf(keyValueOf(resource), template.scope);
    const known = value === undefined ? null : resourceArn(resource, template.scope);
    const key = known && (arnTextOf(template, value) ?? openText(template, value));
    if (!known || !key || key.startsWith('alias/aws/')) return [];
    const arn = key.startsWith('arn:')
      ? key
      : `arn:aws:kms:<region>:<account>:key/${key.startsWith('<') ? key : `<${key}>`}`;
    return [{ resource: known.arn, key: arn }];
  });
}

/** Properties of SAM's events and of event source mappings that name what is polled. */
const SOURCES = ['EventSourceArn', 'Queue', 'Stream', 'Broker', 'Cluster'];
/** SAM's types of events that Lambda polls. */
const POLLED_EVENTS: ReadonlySet<string> = new Set([
  'SQS',
  'Kinesis',
  'DynamoDB',
  'MSK',
  'MQ',
  'SelfManagedKafka',
  'DocumentDB',
]);

function polledOf(template: Template, properties: unknown): PolledSource {
  const value = SOURCES.map((name) => field(properties, name)).find((one) => one !== undefined);
  const access = itemsOf(field(properties, 'SourceAccessConfigurations')).map((one) =>
    arnTextOf(template, field(one, 'URI')),
  );
  const secret = access.find((arn) => arn?.includes(':secretsmanager:') || arn?.startsWith('<'));
  return { arn: arnTextOf(template, value) ?? openText(template, value) ?? '', secret: secret ?? null };
}

/** Destinations that `OnSuccess` and `OnFailure` name. */
function destinationsIn(template: Template, properties: unknown): string[] {
  return ['OnSuccess', 'OnFailure'].flatMap(
    (name) => arnTextOf(template, fieldAt(properties, 'DestinationConfig', name, 'Destination')) ?? [],
  );
}

/** Settings that stand in resources of their own. */
interface OwnResources {
  readonly polled: readonly PolledSource[];
  readonly destinations: readonly string[];
}

function ownResources(template: Template, id: string): OwnResources {
  const isOf = (resource: Resource) =>
    functionReferredBy(template, propertyOf(template, resource, 'FunctionName')) === id;
  const mappings = resourcesOfType(template, 'AWS::Lambda::EventSourceMapping').filter(isOf);
  const invokes = resourcesOfType(template, 'AWS::Lambda::EventInvokeConfig').filter(isOf);
  return {
    polled: mappings.map(({ properties }) => polledOf(template, properties)),
    destinations: [...mappings, ...invokes].flatMap(({ properties }) => destinationsIn(template, properties)),
  };
}

function samEvents(template: Template, resource: Resource): OwnResources {
  if (resource.type !== 'AWS::Serverless::Function') return { polled: [], destinations: [] };
  const events = entriesOf(propertyOf(template, resource, 'Events'))
    .map(([, event]) => event)
    .filter((event) => POLLED_EVENTS.has(textOf(field(event, 'Type'), template.scope) ?? ''))
    .map((event) => field(event, 'Properties'));
  const invoke = propertyOf(template, resource, 'EventInvokeConfig');
  return {
    polled: events.map((event) => polledOf(template, event)),
    destinations: [...events, invoke].flatMap((properties) => destinationsIn(template, properties)),
  };
}

function deadLettersOf(template: Template, resource: Resource): string[] {
  return ['DeadLetterConfig', 'DeadLetterQueue'].flatMap(
    (name) => arnTextOf(template, field(propertyOf(template, resource, name), 'TargetArn')) ?? [],
  );
}

/** Facts about a template that the settings of all its functions share. */
export interface SharedSettings {
  readonly byName: ReadonlyMap<string, ResourceArn>;
  readonly encrypted: readonly EncryptedResource[];
  /** A function of the template is signed. */
  readonly anySigned: boolean;
}

export function sharedSettings(template: Template): SharedSettings {
  return {
    byName: resourcesByName(template),
    encrypted: encryptedResources(template),
    anySigned: [...template.resources.values()].some((one) => isFunction(one) && isSigned(template, one)),
  };
}

/** Settings of a function that need permissions. @param resource with the defaults of SAM's `Globals`. */
export function settingsOf(template: Template, resource: Resource, shared: SharedSettings): FunctionSettings {
  const property = (name: string) => propertyOf(template, resource, name);
  const own = ownResources(template, resource.id);
  const events = samEvents(template, resource);
  const logGroup = fieldAt(property('LoggingConfig'), 'LogGroup');
  const variables = entriesOf(branchOf(field(property('Environment'), 'Variables'), template.scope));
  return {
    functionName: textPropertyOf(template, resource, 'FunctionName'),
    logGroup: logGroup === undefined ? null : openText(template, logGroup),
    vpc: property('VpcConfig') !== undefined,
    tracing: isTraced(template, resource),
    destinations: [...deadLettersOf(template, resource), ...own.destinations, ...events.destinations],
    destinationsKnown: true,
    polled: [...own.polled, ...events.polled],
    eventSources: eventSourcesOf(template, resource),
    fileSystems: itemsOf(property('FileSystemConfigs')).map(
      (one) => openText(template, field(one, 'Arn')) ?? '<file system>',
    ),
    environmentKey: arnTextOf(template, property('KmsKeyArn')),
    awsLayers: itemsOf(property('Layers')).flatMap(
      (layer) => awsLayerName(openText(template, layer) ?? '') ?? [],
    ),
    environmentReferences: variables.flatMap((variable) => referenceIn(template, variable, shared.byName)),
    plainDefaults: variables.flatMap(([name, value]) =>
      template.plainDefaults.has(referenceOf(branchOf(value, template.scope)) ?? '') ? [name] : [],
    ),
    harmlessVariables: harmlessVariables(variables.map(([name, value]) => [name, openText(template, value)])),
    plainNames: new PlainValues(
      variables.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : [])),
    ),
    encrypted: shared.encrypted,
    resourcePolicies: resourcePolicies(template, rolePrincipal(template, resource, property('Role'))),
    roleFunctions: 1,
    limits: limitsOf(template, resource),
    operation: operationOf(template, resource, shared.anySigned),
  };
}
