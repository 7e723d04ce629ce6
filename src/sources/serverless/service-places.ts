import type { Declaration } from '../../model/index.js';
import { placesIn, type PlaceOf } from '../places-in.js';
import type { Service, ServiceFile } from './read-service.js';
import { originKey } from './resolve-variables.js';
import type { ServiceTemplate } from './service-template.js';

/** A property of a function in the template → its setting, of the function and of the provider. */
const SETTINGS: ReadonlyMap<string, readonly string[]> = new Map([
  ['Runtime', ['runtime']],
  ['Timeout', ['timeout']],
  ['Tracing', ['tracing']],
  ['TracingConfig', ['tracing']],
  ['Environment', ['environment']],
  ['Events', ['events']],
  ['FunctionUrlConfig', ['url']],
]);

/** The setting of a function that a path of properties came from: `Environment.Variables.NAME` is `environment.NAME`. */
function settingOf([property = '', ...rest]: readonly string[]): readonly string[] {
  const names = SETTINGS.get(property) ?? [];
  const inner = rest.filter((name) => name !== 'Variables' && name !== 'Mode');
  return names.length === 0
    ? []
    : [...names, ...inner.map((name) => (name === 'AuthType' ? 'authorizer' : name))];
}

/** The setting in the words of the provider, which has two of tracing. */
function providerPath(setting: readonly string[]): readonly string[] {
  return ['provider', ...setting, ...(setting[0] === 'tracing' ? ['lambda'] : [])];
}

/** Path in the service of a path in its template. */
function servicePath(
  keys: readonly string[],
  { functionPaths, resourcePaths }: ServiceTemplate,
): readonly string[] {
  const [section, id = '', , ...properties] = keys;
  if (section === 'Globals') return providerPath(settingOf(keys.slice(2)));
  const path = functionPaths.get(id);
  return path ? [...path, ...settingOf(properties)] : [...(resourcePaths.get(id) ?? []), ...keys.slice(2)];
}

/** Place of a setting of a compiled template in the service that it was compiled from; null for what is not a function's. */
export function packagedPlace(
  keys: readonly string[],
  functionPaths: ReadonlyMap<string, readonly string[]>,
  placeOf: PlaceOf,
): Declaration | null {
  const [, id = '', , ...properties] = keys;
  const path = functionPaths.get(id);
  if (!path) return null;
  const setting = settingOf(properties);
  return placeOf([...path, ...setting], true) ?? placeOf(providerPath(setting), true) ?? placeOf(path);
}

/** Follows variables to the file, and the path in it, that a value was written in. */
function writtenAt(
  keys: readonly string[],
  { origins, main, included }: Service,
): [ServiceFile, readonly string[]] {
  for (let length = keys.length; length > 0; length -= 1) {
    const origin = origins.get(originKey(keys.slice(0, length)));
    const file = origin && (origin.file === null ? main : included.get(origin.file));
    if (origin && file) return [file, [...origin.keys, ...keys.slice(length)]];
  }
  return [main, keys];
}

/** Places of the settings of a service, by their paths in its template. */
export function servicePlaces(
  service: Service,
  translated: ServiceTemplate,
): (keys: readonly string[]) => Declaration {
  const places = new Map<string, PlaceOf>();
  const inFile = ({ path, text }: ServiceFile): PlaceOf => {
    const known = places.get(path) ?? placesIn(text, path);
    places.set(path, known);
    return known;
  };
  return (keys) => {
    const [file, written] = writtenAt(servicePath(keys, translated), service);
    return inFile(file)(written) ?? { path: service.main.path, line: null };
  };
}
