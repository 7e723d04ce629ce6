import { groupBy, type EventOrigin } from '../../model/index.js';
import { field } from '../data.js';
import { originOf } from '../trigger-words.js';
import { linksOf, type Links } from './links.js';
import { arnsOf, busArn, resourceArn, TYPES } from './resource-arns.js';
import { textValueOf, type TerraformResource, type TerraformResources } from './resources.js';

/** ARNs that an argument of a resource has, or of what it names. */
function arnsIn(links: Links, resource: TerraformResource, argument: string): string[] {
  const text = textValueOf(resource, argument);
  return text?.startsWith('arn:')
    ? [text]
    : arnsOf(links.linked(resource, argument, TYPES)).map(({ arn }) => arn);
}

/** The buses of the rules that a target names; none of those that are schedules. Without a bus it is the account's default one. */
function busesOf(links: Links, target: TerraformResource): string[] {
  return links.linked(target, 'rule', ['aws_cloudwatch_event_rule']).flatMap((rule) => {
    if (textValueOf(rule, 'schedule_expression') !== null) return [];
    const named = arnsIn(links, rule, 'event_bus_name');
    if (named.length > 0) return named;
    const isUnknown = field(rule.expressions, 'event_bus_name') !== undefined;
    const name = textValueOf(rule, 'event_bus_name') ?? (isUnknown ? null : 'default');
    return name === null ? [] : [busArn(name)];
  });
}

type Sources = (links: Links, resource: TerraformResource) => readonly string[];

const of =
  (argument: string): Sources =>
  (links, resource) =>
    arnsIn(links, resource, argument);

/** Type of a resource that ties a source to functions, its argument with the functions, and the sources. */
const LINKS: readonly (readonly [type: string, functions: string, sources: Sources])[] = [
  ['aws_lambda_event_source_mapping', 'function_name', of('event_source_arn')],
  ['aws_sns_topic_subscription', 'endpoint', of('topic_arn')],
  ['aws_s3_bucket_notification', 'lambda_function.lambda_function_arn', of('bucket')],
  ['aws_cloudwatch_event_target', 'arn', busesOf],
  ['aws_sfn_state_machine', 'definition', (_links, machine) => arnsOf([machine]).map(({ arn }) => arn)],
];

/** The resources whose events start functions, and the functions themselves, which others may call. */
export function eventSourcesIn(
  resources: TerraformResources,
): ReadonlyMap<TerraformResource, readonly EventOrigin[]> {
  const links = linksOf(resources);
  const found = LINKS.flatMap(([type, functions, sources]) =>
    resources
      .ofType(type)
      .flatMap((resource) =>
        links
          .functions(resource, functions)
          .flatMap((fn) => sources(links, resource).map((arn) => ({ fn, origin: originOf(arn) }))),
      ),
  );
  const own = resources.ofType('aws_lambda_function').flatMap((fn) => {
    const arn = resourceArn(fn)?.arn;
    return arn === undefined ? [] : [{ fn, origin: { arn, type: 'invoke' } }];
  });
  const groups = groupBy([...own, ...found], ({ fn }) => [fn]);
  return new Map([...groups].map(([fn, all]) => [fn, all.map(({ origin }) => origin)]));
}
