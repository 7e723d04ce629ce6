import type { Problem, RolePolicy } from '../../model/index.js';
import { environmentHooksOf } from '../../environment-hooks/index.js';
import { entriesOf, field, itemsOf, recordOf, stringOf } from '../data.js';
import { startCodeOf } from '../start-code.js';
import type {
  CodeFacts,
  FunctionFacts,
  LayerFacts,
  LayerRequest,
  NestedTemplate,
  PlacedTrigger,
  TemplateFacts,
} from '../template-facts.js';
import { distinctTriggers } from '../trigger-words.js';
import { codeLocationOf, functionCodeOf } from './code-location.js';
import { codeFactsOf, moduleProblems } from './code-resources.js';
import { branchOf, referenceOf, textOf } from './intrinsics.js';
import { parseTemplateText } from './parse-template-text.js';
import { attachedPolicies, roleOf, samRole } from './roles.js';
import { samEventsOf } from './sam-events.js';
import { settingPaths } from './setting-paths.js';
import { settingsOf, sharedSettings, type SharedSettings } from './settings.js';
import {
  isFunction,
  propertyOf,
  resourcesOfType,
  templateOf,
  textPropertyOf,
  type Resource,
  type Template,
} from './template.js';
import { triggersByFunction } from './triggers.js';

/** Applies `Globals.Function` as defaults to a function's own properties: joins lists, merges maps, and otherwise keeps the function's value. */
function withDefaults(defaults: unknown, own: unknown, depth = 0): unknown {
  if (Array.isArray(defaults) && Array.isArray(own)) return [...itemsOf(defaults), ...itemsOf(own)];
  // Environment.Variables.NAME is the deepest property that is merged.
  if (!recordOf(defaults) || !recordOf(own) || depth > 3) return own === undefined ? defaults : own;
  const merged = new Map(entriesOf(defaults));
  for (const [name, value] of entriesOf(own))
    merged.set(name, withDefaults(merged.get(name), value, depth + 1));
  return Object.fromEntries(merged);
}

function layerRequestOf(template: Template, value: unknown): LayerRequest {
  const id = referenceOf(value);
  const type = template.resources.get(id ?? '')?.type;
  if (id !== null && (type === 'AWS::Lambda::LayerVersion' || type === 'AWS::Serverless::LayerVersion'))
    return { kind: 'local', layer: id };
  const arn = textOf(value, template.scope);
  return arn === null ? { kind: 'unknown' } : { kind: 'arn', arn };
}

function layerRequestsOf(template: Template, value: unknown): LayerRequest[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) return [{ kind: 'unknown' }];
  const layers = value.map((layer: unknown) => branchOf(layer, template.scope));
  return layers.filter((layer) => layer !== undefined).map((layer) => layerRequestOf(template, layer));
}

/** Tags in either form: SAM's map, or CloudFormation's list of Key and Value. */
function tagsOf(template: Template, value: unknown): Readonly<Record<string, string>> {
  const pairs = Array.isArray(value)
    ? value.map((tag) => [stringOf(field(tag, 'Key')), field(tag, 'Value')] as const)
    : entriesOf(value);
  const tags = pairs.flatMap(([key, text]) => {
    const known = textOf(text, template.scope);
    return key === null || known === null ? [] : [[key, known] as const];
  });
  return Object.fromEntries(tags);
}

function constructPathOf(resource: Resource): string | null {
  const path = stringOf(field(resource.metadata, 'aws:cdk:path'));
  return path?.replace(/\/Resource$/, '') ?? null;
}

interface Surroundings {
  readonly triggers: readonly PlacedTrigger[];
  /** Stand-alone policies, by their role's logical id. */
  readonly policies: ReadonlyMap<string, readonly RolePolicy[]>;
  readonly shared: SharedSettings;
}

const SAM_FUNCTION = 'AWS::Serverless::Function';

/** A function with the defaults of SAM's `Globals`. */
function withGlobals({ globals }: Template, found: Resource): Resource {
  if (found.type !== SAM_FUNCTION) return found;
  return { ...found, properties: withDefaults(field(globals, 'Function'), found.properties) };
}

function functionFactsOf(template: Template, found: Resource, around: Surroundings): FunctionFacts {
  const isSam = found.type === SAM_FUNCTION;
  const resource = withGlobals(template, found);
  const text = (name: string) => textPropertyOf(template, resource, name);
  const property = (name: string) => propertyOf(template, resource, name);
  const role = roleOf(template, property('Role'), around.policies);
  const [architecture] = itemsOf(property('Architectures'));
  const variables = branchOf(field(property('Environment'), 'Variables'), template.scope);
  const events = isSam ? samEventsOf(template, resource) : [];
  return {
    logicalId: resource.id,
    name: text('FunctionName'),
    constructPath: constructPathOf(resource),
    runtime: text('Runtime'),
    handler: text('Handler'),
    architecture: textOf(architecture, template.scope),
    arn: null,
    code: functionCodeOf(template, resource, text('PackageType')),
    codeSha256: null,
    layers: layerRequestsOf(template, property('Layers')),
    role: role ?? (isSam ? samRole(template, resource) : null),
    triggers: distinctTriggers([...events, ...around.triggers]),
    environment: entriesOf(variables)
      .map(([name]) => name)
      .sort(),
    environmentHooks: environmentHooksOf(
      entriesOf(variables).map(([name, value]) => [name, textOf(value, template.scope)]),
    ),
    tags: tagsOf(template, property('Tags')),
    settings: settingsOf(template, resource, around.shared),
    settingPaths: settingPaths(template, found),
  };
}

/** Code in the words that start a function's image. */
function startOf(template: Template, found: Resource): CodeFacts[] {
  const resource = withGlobals(template, found);
  const config = propertyOf(template, resource, 'ImageConfig');
  const words = ['EntryPoint', 'Command'].flatMap((name) => {
    const value = branchOf(field(config, name), template.scope);
    if (value === undefined || value === null) return [];
    return Array.isArray(value) ? value.map((word) => textOf(word, template.scope)) : [null];
  });
  return startCodeOf(
    { logicalId: resource.id, name: textPropertyOf(template, resource, 'FunctionName') },
    words,
  );
}

function layerFactsOf(template: Template, resource: Resource): LayerFacts {
  const content = resource.type === 'AWS::Lambda::LayerVersion' ? 'Content' : 'ContentUri';
  const code = codeLocationOf(template, resource, propertyOf(template, resource, content));
  return { logicalId: resource.id, name: textPropertyOf(template, resource, 'LayerName'), code };
}

function nestedOf(template: Template, resource: Resource): NestedTemplate {
  const property = resource.type === 'AWS::CloudFormation::Stack' ? 'TemplateURL' : 'Location';
  const location = textPropertyOf(template, resource, property);
  const isPath = location !== null && !/^[a-z0-9]+:\/\//i.test(location);
  return { logicalId: resource.id, path: isPath ? location : null };
}

function unreadProblem(path: string, key: string): Problem {
  const message = key.startsWith('Fn::')
    ? `${path} creates resources with ${key}, which runs only at deployment: functions may be missing here.`
    : `Resource ${key} of ${path} has no type and was skipped.`;
  return { code: 'unsupported', path, message, affectsCompleteness: true };
}

/** Like `readCloudFormation`, for a parsed template. */
export function cloudFormationFacts(
  data: unknown,
  path: string,
  known: ReadonlyMap<string, string> = new Map(),
): TemplateFacts {
  const template = templateOf(data, known);
  const policies = attachedPolicies(template);
  const triggers = triggersByFunction(template);
  const shared = sharedSettings(template);
  const functions = [...template.resources.values()].filter(isFunction);
  const nested = resourcesOfType(template, 'AWS::CloudFormation::Stack', 'AWS::Serverless::Application');
  return {
    functions: functions.map((found) =>
      functionFactsOf(template, found, { triggers: triggers.get(found.id) ?? [], policies, shared }),
    ),
    layers: resourcesOfType(template, 'AWS::Lambda::LayerVersion', 'AWS::Serverless::LayerVersion').map(
      (layer) => layerFactsOf(template, layer),
    ),
    nested: nested.map((resource) => nestedOf(template, resource)),
    otherCode: [...codeFactsOf(template), ...functions.flatMap((found) => startOf(template, found))],
    problems: [...template.unread.map((key) => unreadProblem(path, key)), ...moduleProblems(template, path)],
  };
}

/**
 * Functions and layers of a CloudFormation or SAM template, in JSON or YAML. Values that only a deployment determines
 * are null. Never throws: a broken template gives no functions and a Problem.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html
 * @param path of the template, as Problems name it.
 * @param known values of pseudo parameters (`AWS::Region`) and of parameters from other sources.
 */
export function readCloudFormation(
  text: string,
  path: string,
  known: ReadonlyMap<string, string> = new Map(),
): TemplateFacts {
  const { data, problem } = parseTemplateText(text, path);
  const problems = problem ? [problem] : [];
  if (problem) return { functions: [], layers: [], nested: [], otherCode: [], problems };
  return cloudFormationFacts(data, path, known);
}
