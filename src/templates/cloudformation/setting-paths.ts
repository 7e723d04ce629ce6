import { entriesOf, field, fieldAt } from '../data.js';
import type { SettingPath } from '../template-facts.js';
import { branchOf } from './intrinsics.js';
import type { Resource, Template } from './template.js';

/** Property of a resource that says who may cause the events of its trigger. */
const DECIDING: ReadonlyMap<string, string> = new Map([
  ['AWS::Lambda::Url', 'AuthType'],
  ['AWS::Lambda::Permission', 'Principal'],
  ['AWS::ApiGateway::Method', 'AuthorizationType'],
  ['AWS::ApiGatewayV2::Route', 'AuthorizationType'],
]);

/** Path of the setting of a resource that decides about a trigger; of the resource itself if it does not set it. */
export function triggerPath({ id, type, properties }: Resource): SettingPath {
  const name = DECIDING.get(type) ?? '';
  return field(properties, name) === undefined ? ['Resources', id] : ['Resources', id, 'Properties', name];
}

/** Path of an event of SAM: of its authorizer, if it names one. */
export function eventPath({ id }: Resource, name: string, event: unknown): SettingPath {
  const path = ['Resources', id, 'Properties', 'Events', name];
  const hasOwn = fieldAt(event, 'Properties', 'Auth', 'Authorizer') !== undefined;
  return hasOwn ? [...path, 'Properties', 'Auth', 'Authorizer'] : path;
}

/** Path of the URL of a function of SAM. */
export function urlPath({ id, properties }: Resource): SettingPath {
  const path = ['Resources', id, 'Properties', 'FunctionUrlConfig'];
  return fieldAt(properties, 'FunctionUrlConfig', 'AuthType') === undefined ? path : [...path, 'AuthType'];
}

/** Setting → its properties, in either form. */
const PROPERTIES: readonly (readonly [string, SettingPath])[] = [
  ['runtime', ['Runtime']],
  ['timeout', ['Timeout']],
  ['tracing', ['Tracing']],
  ['tracing', ['TracingConfig', 'Mode']],
];

/** Paths of the settings of a function, by their names: its own, or the defaults of SAM's `Globals`. @param found without defaults. */
export function settingPaths(
  { globals, scope }: Template,
  found: Resource,
): ReadonlyMap<string, SettingPath> {
  const sources: readonly (readonly [unknown, SettingPath])[] = [
    [field(globals, 'Function'), ['Globals', 'Function']],
    [found.properties, ['Resources', found.id, 'Properties']],
  ];
  const paths = new Map<string, SettingPath>();
  for (const [properties, path] of sources) {
    for (const [name, keys] of PROPERTIES)
      if (fieldAt(properties, ...keys) !== undefined) paths.set(name, [...path, ...keys]);
    const variables = branchOf(field(field(properties, 'Environment'), 'Variables'), scope);
    for (const [name] of entriesOf(variables))
      paths.set(`variable:${name}`, [...path, 'Environment', 'Variables', name]);
  }
  return paths;
}
