import type { Role, Trigger } from '../../model/index.js';
import { entriesOf, field, fieldAt, itemsOf, stringOf, stringsOf } from '../data.js';
import type {
  CodeLocation,
  FunctionFacts,
  LayerFacts,
  LayerRequest,
  TemplateFacts,
} from '../template-facts.js';
import { distinctTriggers, triggerOfArn, triggerOfService } from '../trigger-words.js';
import { referredBy, terraformResources, textValueOf, type TerraformResource } from './resources.js';

type Resources = readonly TerraformResource[];

/** Output of the `archive_file` that an argument is taken from, when the plan does not know the argument itself. */
function archivePath(resource: TerraformResource, argument: string, resources: Resources): string | null {
  const archive = referredBy(resource, argument, resources).find(({ type }) => type === 'archive_file');
  return archive ? textValueOf(archive, 'output_path') : null;
}

function codeOf(resource: TerraformResource, resources: Resources): CodeLocation {
  const path = textValueOf(resource, 'filename') ?? archivePath(resource, 'filename', resources);
  if (path !== null) return { kind: 'path', path };
  const image = textValueOf(resource, 'image_uri');
  if (image !== null || textValueOf(resource, 'package_type') === 'Image')
    return { kind: 'image', uri: image };
  const key = textValueOf(resource, 's3_key');
  return key === null && textValueOf(resource, 's3_bucket') === null
    ? { kind: 'unknown' }
    : { kind: 's3', key, assetPath: null };
}

function layerOfArn(arn: string, layers: Resources): LayerRequest {
  const layer = layers.find((candidate) => textValueOf(candidate, 'arn') === arn);
  return layer ? { kind: 'local', layer: layer.address } : { kind: 'arn', arn };
}

/**
 * Layers of a function. In a plan they are often known only after the apply: then the configuration's references tell, in
 * its order, and one that leads to no layer of this plan is unknown.
 */
function layersOf(resource: TerraformResource, resources: Resources): LayerRequest[] {
  const layers = resources.filter(({ type }) => type === 'aws_lambda_layer_version');
  const known = field(resource.values, 'layers');
  if (Array.isArray(known) && known.every((arn) => typeof arn === 'string'))
    return stringsOf(known).map((arn) => layerOfArn(arn, layers));
  const expression = field(resource.expressions, 'layers');
  if (expression === undefined) return [];
  const referred = referredBy(resource, 'layers', layers);
  if (referred.length === 0) return [{ kind: 'unknown' }];
  return referred.map((layer) => ({ kind: 'local', layer: layer.address }));
}

function lastPart(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}

/** True if `policy` (an attachment or an inline policy) belongs to `role`. */
function belongsTo(policy: TerraformResource, role: TerraformResource, resources: Resources): boolean {
  const name = textValueOf(policy, 'role');
  return name === null
    ? referredBy(policy, 'role', resources).includes(role)
    : name === textValueOf(role, 'name');
}

function policiesOf(role: TerraformResource, resources: Resources): string[] {
  const managed = stringsOf(field(role.values, 'managed_policy_arns'));
  const inline = itemsOf(field(role.values, 'inline_policy')).map((policy) =>
    stringOf(field(policy, 'name')),
  );
  const attached = resources
    .filter(({ type }) => type === 'aws_iam_role_policy' || type === 'aws_iam_role_policy_attachment')
    .filter((policy) => belongsTo(policy, role, resources))
    .map((policy) => textValueOf(policy, 'policy_arn') ?? textValueOf(policy, 'name') ?? policy.address);
  const names = [...managed, ...inline, ...attached].map((name) => name ?? '').filter(Boolean);
  return [...new Set(names)].map((name) => (name.startsWith('arn:') ? lastPart(name) : name));
}

function roleOf(resource: TerraformResource, resources: Resources): Role | null {
  const roles = resources.filter(({ type }) => type === 'aws_iam_role');
  const arn = textValueOf(resource, 'role');
  const role =
    arn === null
      ? referredBy(resource, 'role', roles)[0]
      : roles.find((candidate) => textValueOf(candidate, 'arn') === arn);
  if (!role) return arn === null ? null : { name: lastPart(arn), arn, policies: [] };
  return {
    name: textValueOf(role, 'name'),
    arn: arn ?? textValueOf(role, 'arn'),
    policies: policiesOf(role, resources),
  };
}

/** Trigger that a resource of its own gives, and the arguments that name the function; null for other resources. */
function triggerOf(resource: TerraformResource): { trigger: Trigger; argument: string } | null {
  const argument = 'function_name';
  switch (resource.type) {
    case 'aws_lambda_event_source_mapping': {
      const arn = textValueOf(resource, 'event_source_arn');
      return { argument, trigger: arn === null ? { type: 'other', detail: null } : triggerOfArn(arn) };
    }
    case 'aws_lambda_permission':
      return { argument, trigger: triggerOfService(textValueOf(resource, 'principal') ?? '', null) };
    case 'aws_lambda_function_url':
      return { argument, trigger: { type: 'http', detail: 'function URL' } };
    default:
      return null;
  }
}

function triggersOf(found: TerraformResource, resources: Resources): Trigger[] {
  const names = new Set([textValueOf(found, 'function_name'), textValueOf(found, 'arn')]);
  return resources.flatMap((resource) => {
    const { trigger, argument } = triggerOf(resource) ?? {};
    if (!trigger || !argument) return [];
    const named = textValueOf(resource, argument);
    const isIts =
      named === null ? referredBy(resource, argument, resources).includes(found) : names.has(named);
    return isIts ? [trigger] : [];
  });
}

function tagsOf(values: unknown): Readonly<Record<string, string>> {
  const tags = entriesOf(field(values, 'tags_all') ?? field(values, 'tags'));
  return Object.fromEntries(tags.filter((tag): tag is [string, string] => typeof tag[1] === 'string'));
}

function functionFactsOf(resource: TerraformResource, resources: Resources): FunctionFacts {
  const { values } = resource;
  const variables = fieldAt(itemsOf(field(values, 'environment'))[0], 'variables');
  return {
    logicalId: resource.address,
    name: textValueOf(resource, 'function_name'),
    constructPath: null,
    runtime: textValueOf(resource, 'runtime'),
    handler: textValueOf(resource, 'handler'),
    architecture: stringsOf(field(values, 'architectures'))[0] ?? null,
    arn: textValueOf(resource, 'arn'),
    code: codeOf(resource, resources),
    codeSha256: textValueOf(resource, 'source_code_hash'),
    layers: layersOf(resource, resources),
    role: roleOf(resource, resources),
    triggers: distinctTriggers(triggersOf(resource, resources)),
    environment: entriesOf(variables)
      .map(([name]) => name)
      .sort(),
    tags: tagsOf(values),
  };
}

function layerFactsOf(resource: TerraformResource, resources: Resources): LayerFacts {
  const name = textValueOf(resource, 'layer_name');
  return { logicalId: resource.address, name, code: codeOf(resource, resources) };
}

/**
 * Lambda functions and layers of a plan or state as `terraform show -json` prints it. Values that only the apply knows are
 * null. Never throws. @param json the parsed file.
 */
export function readTerraform(json: unknown): TemplateFacts {
  const resources = terraformResources(json);
  const ofType = (type: string) => resources.filter((resource) => resource.type === type);
  return {
    functions: ofType('aws_lambda_function').map((resource) => functionFactsOf(resource, resources)),
    layers: ofType('aws_lambda_layer_version').map((resource) => layerFactsOf(resource, resources)),
    nested: [],
    problems: [],
  };
}
