import { groupBy, type EventOrigin } from '../../model/index.js';
import { entriesOf, field, fieldAt, itemsOf } from '../data.js';
import { triggerOfArn } from '../trigger-words.js';
import { indexOnce } from './connection.js';
import { branchOf, referenceOf, textOf } from './intrinsics.js';
import { resourceArn } from './resource-arns.js';
import { functionReferredBy, propertyOf, resourcesOfType, type Resource, type Template } from './template.js';

/** ARN that a value is or refers to, or that the name of a resource stands for; null if it is no resource of the template. */
function arnOf(template: Template, value: unknown): string | null {
  const branch = branchOf(value, template.scope);
  const text = textOf(branch, { ...template.scope, placeholders: true });
  if (text?.startsWith('arn:')) return text;
  const referred = template.resources.get(referenceOf(branch) ?? '');
  return referred ? (resourceArn(referred, template.scope)?.arn ?? null) : null;
}

/** Properties of SAM's events that name their source. */
const SAM_SOURCES = ['Queue', 'Stream', 'Bucket', 'Topic', 'EventBusName'];

function samSources(template: Template, resource: Resource): unknown[] {
  if (resource.type !== 'AWS::Serverless::Function') return [];
  return entriesOf(propertyOf(template, resource, 'Events')).flatMap(([, event]) =>
    SAM_SOURCES.map((name) => fieldAt(event, 'Properties', name)),
  );
}

interface Link {
  /** Refers to the function. */
  readonly target: unknown;
  readonly source: unknown;
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
      itemsOf(propertyOf(template, one, 'Targets')).map((target) => ({
        target: field(target, 'Arn'),
        source: propertyOf(template, one, 'EventBusName'),
      })),
  ],
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

/** The trigger's type of a source's events; those of a bus have no type of their own. */
function typeOf(arn: string): string {
  return arn.split(':', 3)[2] === 'events' ? 'other' : triggerOfArn(arn).type;
}

/** The resources whose events start a function, and the function itself, which others may call. */
export function eventSourcesOf(template: Template, resource: Resource): EventOrigin[] {
  const own = resourceArn(resource, template.scope);
  const linked = linksByFunction(template).get(resource.id) ?? [];
  const sources = [...samSources(template, resource), ...linked.map(({ source }) => source)];
  const found = sources.flatMap((source) => {
    const arn = source === undefined ? null : arnOf(template, source);
    return arn === null ? [] : [{ arn, type: typeOf(arn) }];
  });
  return [...(own ? [{ arn: own.arn, type: 'invoke' }] : []), ...found];
}
