import { groupBy, type EventOrigin } from '../../model/index.js';
import { entriesOf, field, fieldAt, itemsOf } from '../data.js';
import { originOf } from '../trigger-words.js';
import { indexOnce } from './connection.js';
import { branchOf, referenceOf, textOf } from './intrinsics.js';
import { resourceArn } from './resource-arns.js';
import {
  functionReferredBy,
  functionsReferredBy,
  propertyOf,
  resourcesOfType,
  type Resource,
  type Template,
} from './template.js';

/** ARN that a value is or refers to, or that the name of a resource stands for; null if it is no resource of the template. */
function arnOf(template: Template, value: unknown): string | null {
  const branch = branchOf(value, template.scope);
  const text = textOf(branch, { ...template.scope, placeholders: true });
  if (text?.startsWith('arn:')) return text;
  const referred = template.resources.get(referenceOf(branch) ?? '');
  return referred ? (resourceArn(referred, template.scope)?.arn ?? null) : null;
}

/** The bus of a rule: an event bus by its ARN, its name or a reference; without any the account's default bus. */
function busOf(template: Template, value: unknown): unknown {
  const name = value === undefined ? 'default' : textOf(branchOf(value, template.scope), template.scope);
  if (name === null || name.startsWith('arn:')) return value;
  const bus = { id: '', type: 'AWS::Events::EventBus', properties: { Name: name } };
  return resourceArn(bus, template.scope)?.arn;
}

/** Properties of SAM's events that name their source. */
const SAM_SOURCES = ['Queue', 'Stream', 'Bucket', 'Topic'];
const SAM_RULES: ReadonlySet<unknown> = new Set(['EventBridgeRule', 'CloudWatchEvent']);

function samSources(template: Template, resource: Resource): unknown[] {
  if (resource.type !== 'AWS::Serverless::Function') return [];
  return entriesOf(propertyOf(template, resource, 'Events')).flatMap(([, event]) =>
    SAM_RULES.has(field(event, 'Type'))
      ? [busOf(template, fieldAt(event, 'Properties', 'EventBusName'))]
      : SAM_SOURCES.map((name) => fieldAt(event, 'Properties', name)),
  );
}

interface Link {
  /** Refers to the function. */
  readonly target: unknown;
  readonly source: unknown;
}

/** Functions that the steps of a state machine call: with what starts it, or with what other steps give. */
function stateMachineLinks(template: Template, { id, properties }: Resource): readonly Link[] {
  const steps = ['Definition', 'DefinitionString', 'DefinitionSubstitutions'].map((name) =>
    field(properties, name),
  );
  return [...functionsReferredBy(template, steps)].map((target) => ({
    target: { Ref: target },
    source: { Ref: id },
  }));
}

/** Type of a resource that ties a source to functions → the functions and sources of one. */
const LINKS: readonly (readonly [string, (template: Template, resource: Resource) => readonly Link[]])[] = [
  [
    'AWS::Lambda::EventSourceMapping',
    (template, one) => [
      {
        target: propertyOf(template, one, 'FunctionName'),
        source: propertyOf(template, one, 'EventSourceArn'),
      },
    ],
  ],
  [
    'AWS::SNS::Subscription',
    (template, one) => [
      { target: propertyOf(template, one, 'Endpoint'), source: propertyOf(template, one, 'TopicArn') },
    ],
  ],
  [
    'AWS::Events::Rule',
    (template, one) =>
      (propertyOf(template, one, 'ScheduleExpression') === undefined
        ? itemsOf(propertyOf(template, one, 'Targets'))
        : []
      ).map((target) => ({
        target: field(target, 'Arn'),
        source: busOf(template, field(one.properties, 'EventBusName')),
      })),
  ],
  ...['AWS::StepFunctions::StateMachine', 'AWS::Serverless::StateMachine'].map(
    (type) => [type, stateMachineLinks] as const,
  ),
  [
    'AWS::S3::Bucket',
    (_template, one) =>
      itemsOf(fieldAt(one.properties, 'NotificationConfiguration', 'LambdaConfigurations')).map((entry) => ({
        target: field(entry, 'Function'),
        source: { Ref: one.id },
      })),
  ],
];

/** The sources that resources of their own tie to functions, by the function's logical id. */
const linksByFunction = indexOnce((template: Template) =>
  groupBy(
    LINKS.flatMap(([type, linksOf]) =>
      resourcesOfType(template, type).flatMap((resource) => linksOf(template, resource)),
    ),
    ({ target }) => [functionReferredBy(template, target) ?? ''],
  ),
);

/** The resources whose events start a function, and the function itself, which others may call. */
export function eventSourcesOf(template: Template, resource: Resource): EventOrigin[] {
  const own = resourceArn(resource, template.scope);
  const linked = linksByFunction(template).get(resource.id) ?? [];
  const sources = [...samSources(template, resource), ...linked.map(({ source }) => source)];
  const found = sources.flatMap((source) => {
    const arn = source === undefined ? null : arnOf(template, source);
    return arn === null ? [] : [originOf(arn)];
  });
  return [...(own ? [{ arn: own.arn, type: 'invoke' }] : []), ...found];
}
