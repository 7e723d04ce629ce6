import { beyondLimit, limitOf } from '../../files/index.js';
import type { Problem } from '../../model/index.js';
import { environmentHooksOf } from '../../environment-hooks/index.js';
import { entriesOf, field, fieldAt, itemsOf, stringOf, stringsOf } from '../data.js';
import { startCodeOf } from '../start-code.js';
import type {
  CodeFacts,
  CodeLocation,
  FunctionFacts,
  LayerFacts,
  LayerRequest,
  PlacedTrigger,
  SettingPath,
  TemplateFacts,
} from '../template-facts.js';
import { distinctTriggers } from '../trigger-words.js';
import { codeFactsOf, otherFunctionProblems } from './code-resources.js';
import { terraformRoles, type RoleOf } from './roles.js';
import {
  hasDeeperModules,
  terraformResources,
  textValueOf,
  type TerraformResource,
  type TerraformResources,
} from './resources.js';
import { settingsOf, terraformPlan, type TerraformPlan } from './settings.js';
import { terraformTriggers } from './triggers.js';

const LAYER = 'aws_lambda_layer_version';
const FUNCTION = 'aws_lambda_function';

/** Shared state for reading the functions of one plan. */
interface Reading {
  readonly resources: TerraformResources;
  /** ARN → address, for layers whose ARN is known. */
  readonly layersByArn: ReadonlyMap<string | null, string>;
  readonly triggers: ReadonlyMap<TerraformResource, readonly PlacedTrigger[]>;
  readonly roleOf: RoleOf;
  readonly plan: TerraformPlan;
}

function codeOf(resource: TerraformResource, resources: TerraformResources): CodeLocation {
  // A plan may lack the argument but have the output of the `archive_file` that the argument refers to.
  const [archive] = resources.referredBy(resource, 'filename', ['archive_file']);
  const path = textValueOf(resource, 'filename') ?? (archive ? textValueOf(archive, 'output_path') : null);
  if (path !== null) return { kind: 'path', path };
  const image = textValueOf(resource, 'image_uri');
  if (image !== null || textValueOf(resource, 'package_type') === 'Image')
    return { kind: 'image', uri: image };
  const key = textValueOf(resource, 's3_key');
  return key === null && textValueOf(resource, 's3_bucket') === null
    ? { kind: 'unknown' }
    : { kind: 's3', key, assetPath: null };
}

/**
 * Layers of a function. A plan often lacks their ARNs, which the apply determines. The references of the configuration
 * then give the layers, in configuration order. A reference to no layer of this plan is an unknown layer.
 */
function layersOf(resource: TerraformResource, { resources, layersByArn }: Reading): LayerRequest[] {
  const known = field(resource.values, 'layers');
  if (Array.isArray(known) && known.every((arn) => typeof arn === 'string')) {
    return stringsOf(known).map((arn) => {
      const layer = layersByArn.get(arn);
      return layer === undefined ? { kind: 'arn', arn } : { kind: 'local', layer };
    });
  }
  const isUnset =
    known === null || (known === undefined && field(resource.expressions, 'layers') === undefined);
  if (isUnset) return [];
  const referred = resources.referredBy(resource, 'layers', [LAYER]);
  if (referred.length === 0) return [{ kind: 'unknown' }];
  return referred.map((layer) => ({ kind: 'local', layer: layer.address }));
}

function tagsOf(values: unknown): Readonly<Record<string, string>> {
  const tags = entriesOf(field(values, 'tags_all') ?? field(values, 'tags'));
  return Object.fromEntries(tags.filter((tag): tag is [string, string] => typeof tag[1] === 'string'));
}

/** Settings by their names → address of the function, and the argument. */
function settingPaths(
  { address }: TerraformResource,
  variables: readonly (readonly [name: string, value: unknown])[],
): ReadonlyMap<string, SettingPath> {
  return new Map<string, SettingPath>([
    ['runtime', [address, 'runtime']],
    ['timeout', [address, 'timeout']],
    ['tracing', [address, 'tracing_config', 'mode']],
    ...variables.map(([name]) => [`variable:${name}`, [address, 'environment', name]] as const),
  ]);
}

function functionFactsOf(resource: TerraformResource, reading: Reading): FunctionFacts {
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
    code: codeOf(resource, reading.resources),
    codeSha256: textValueOf(resource, 'source_code_hash'),
    layers: layersOf(resource, reading),
    role: reading.roleOf(resource),
    triggers: distinctTriggers(reading.triggers.get(resource) ?? []),
    environment: entriesOf(variables)
      .map(([name]) => name)
      .sort(),
    environmentHooks: environmentHooksOf(
      entriesOf(variables).map(([name, value]) => [name, stringOf(value)]),
    ),
    tags: tagsOf(values),
    settings: settingsOf(reading.plan, resource),
    settingPaths: settingPaths(resource, entriesOf(variables)),
  };
}

function layerFactsOf(resource: TerraformResource, resources: TerraformResources): LayerFacts {
  const name = textValueOf(resource, 'layer_name');
  return { logicalId: resource.address, name, code: codeOf(resource, resources) };
}

/** Code in the words that start a function's image. */
function startOf(resource: TerraformResource): CodeFacts[] {
  const config = itemsOf(field(resource.values, 'image_config'))[0];
  const words = ['entry_point', 'command'].flatMap((name) => itemsOf(field(config, name)).map(stringOf));
  return startCodeOf({ logicalId: resource.address, name: textValueOf(resource, 'function_name') }, words);
}

function tooDeep(): Problem {
  const message = `Modules are nested more than ${limitOf('terraform-modules')} deep: functions of deeper ones were not seen.`;
  return beyondLimit('terraform-modules', '', message);
}

/**
 * Lambda functions and layers of a plan or state, as printed by `terraform show -json`. Values that only the apply
 * determines are null. Never throws. @param json the parsed file.
 */
export function readTerraform(json: unknown): TemplateFacts {
  const resources = terraformResources(json);
  const layers = resources.ofType(LAYER);
  const functions = resources.ofType(FUNCTION);
  const reading: Reading = {
    resources,
    layersByArn: new Map(layers.map((layer) => [textValueOf(layer, 'arn'), layer.address])),
    triggers: terraformTriggers(resources),
    roleOf: terraformRoles(resources),
    plan: terraformPlan(resources),
  };
  return {
    functions: functions.map((resource) => functionFactsOf(resource, reading)),
    layers: layers.map((layer) => layerFactsOf(layer, resources)),
    nested: [],
    otherCode: [...codeFactsOf(resources), ...functions.flatMap(startOf)],
    problems: [...(hasDeeperModules(json) ? [tooDeep()] : []), ...otherFunctionProblems(resources)],
  };
}
