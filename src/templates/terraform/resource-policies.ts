import { statementsForRole, type RolePrincipal } from '../../iam/index.js';
import type { ResourcePolicy, ResourceStatement } from '../../model/index.js';
import { field, parseJson } from '../data.js';
import { linksOf, type Links } from './links.js';
import { textValueOf, type TerraformResource, type TerraformResources } from './resources.js';

/** Resource that may have a policy → resources that hold its policy, with their argument that names it. */
const PROTECTED: ReadonlyMap<string, readonly [holder: string, of: string]> = new Map([
  ['aws_s3_bucket', ['aws_s3_bucket_policy', 'bucket']],
  ['aws_sqs_queue', ['aws_sqs_queue_policy', 'queue_url']],
  ['aws_sns_topic', ['aws_sns_topic_policy', 'arn']],
  ['aws_secretsmanager_secret', ['aws_secretsmanager_secret_policy', 'secret_arn']],
  ['aws_kms_key', ['aws_kms_key_policy', 'key_id']],
  ['aws_dynamodb_table', ['aws_dynamodb_resource_policy', 'resource_arn']],
  ['aws_kinesis_stream', ['aws_kinesis_resource_policy', 'resource_arn']],
]);

/** A resource of the plan with the texts of its policies; null for a text that only the apply determines. */
interface ProtectedResource {
  readonly arn: string;
  readonly name: string;
  readonly texts: readonly (string | null)[];
}

/** The text of a policy; nothing if the resource sets none. AWS gives a resource a default policy where the argument is left out. */
function policyTexts(resource: TerraformResource): (string | null)[] {
  const text = textValueOf(resource, 'policy');
  if (text !== null) return [text];
  const isDecidedLater =
    field(resource.expressions, 'policy') !== undefined || field(resource.unknown, 'policy') === true;
  return isDecidedLater ? [null] : [];
}

/** A key without a policy lets policies of its account count. */
const DEFAULT_KEY_POLICY = JSON.stringify({
  Statement: { Effect: 'Allow', Principal: { AWS: '<account>' }, Action: 'kms:*', Resource: '*' },
});

interface PolicyResources {
  /** Those that name the resource. */
  readonly known: readonly TerraformResource[];
  /** Policies whose resource only the apply decides: each may belong to any resource of the type. */
  readonly possible: readonly TerraformResource[];
}

/** The resources of a plan that hold policies of another resource. */
export function policyResources(links: Links, resource: TerraformResource): PolicyResources {
  const { type } = resource;
  const [holder, of] = PROTECTED.get(type) ?? ['', ''];
  const possible = links.resources
    .ofType(holder)
    .filter((one) => textValueOf(one, of) === null && links.linked(one, of, [type]).length === 0);
  return { known: links.naming(resource, of, [holder]), possible };
}

/** What the apply decides of the own policy of a resource that has no policy argument is the default. */
function textsOf(links: Links, resource: TerraformResource): (string | null)[] {
  const { known, possible } = policyResources(links, resource);
  const isSet =
    textValueOf(resource, 'policy') !== null || field(resource.expressions, 'policy') !== undefined;
  const own = isSet ? policyTexts(resource) : [];
  const texts = [...own, ...known.flatMap(policyTexts), ...possible.map(() => null)];
  return resource.type === 'aws_kms_key' && texts.length === 0 ? [DEFAULT_KEY_POLICY] : texts;
}

function statementsIn(
  texts: ProtectedResource['texts'],
  role: RolePrincipal,
): readonly ResourceStatement[] | null {
  const all = texts.map((text) =>
    text === null ? null : statementsForRole(field(parseJson(text, '').data, 'Statement'), role),
  );
  return all.every((one) => one !== null) ? all.flat() : null;
}

/** How policies of a plan can name the role of a function. */
function principalOf(resources: TerraformResources, fn: TerraformResource): RolePrincipal {
  const [role] = resources.referredBy(fn, 'role', ['aws_iam_role']);
  const name = role ? textValueOf(role, 'name') : null;
  const known = textValueOf(fn, 'role') ?? (role ? textValueOf(role, 'arn') : null);
  const named = name === null ? [] : [`arn:aws:iam::<account>:role/${name}`];
  return {
    arns: known === null ? named : [known],
    account: known?.split(':')[4] || '<account>',
    functionName: textValueOf(fn, 'function_name'),
  };
}

/** @param arnOf ARN of a resource, with placeholders; null if its type is not known. */
export function terraformResourcePolicies(
  resources: TerraformResources,
  arnOf: (resource: TerraformResource) => string | null,
): (fn: TerraformResource) => readonly ResourcePolicy[] {
  const links = linksOf(resources);
  const found = resources.ofType(...PROTECTED.keys()).flatMap((resource): ProtectedResource[] => {
    const arn = arnOf(resource);
    return arn === null
      ? []
      : [{ arn, name: `policy of ${resource.address}`, texts: textsOf(links, resource) }];
  });
  return (fn) => {
    const role = principalOf(resources, fn);
    return found.map(({ arn, name, texts }) => ({
      resource: arn,
      name,
      isOwn: true,
      statements: statementsIn(texts, role),
    }));
  };
}
