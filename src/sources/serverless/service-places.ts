import type { Declaration } from '../../model/index.js';
import { settingLines, type SettingLines } from '../declaration.js';
import type { Service, ServiceFile } from './read-service.js';
import { originKey } from './resolve-variables.js';
import type { ServiceTemplate } from './service-template.js';

/** A property of a function in the template → its setting, of the function and of the provider. */
const SETTINGS: ReadonlyMap<string, readonly string[]> = new Map([
  ['Runtime', ['runtime']],
  ['Timeout', ['timeout']],
  ['Tracing', ['tracing']],
  ['Environment', ['environment']],
  ['Events', ['events']],
  ['FunctionUrlConfig', ['url']],
]);

/** The setting of a function or a provider that a path of properties came from. */
function settingOf([property = '', ...rest]: readonly string[]): readonly string[] {
  const names = SETTINGS.get(property) ?? [];
  // `Environment.Variables.NAME` is `environment.NAME`.
  return names.length === 0 ? [] : [...names, ...rest.filter((name) => name !== 'Variables')];
}

/** Path in the service of a path in its template; null for what the framework makes. */
function servicePath(keys: readonly string[], { functionPaths }: ServiceTemplate): readonly string[] | null {
  const [section, id = '', , ...properties] = keys;
  if (section === 'Globals') {
    const setting = settingOf(properties);
    return ['provider', ...setting, ...(setting[0] === 'tracing' ? ['lambda'] : [])];
  }
  const path = functionPaths.get(id);
  return path ? [...path, ...settingOf(properties)] : ['resources', ...keys];
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
  const lines = new Map<string, SettingLines>();
  const linesOf = ({ path, text }: ServiceFile): SettingLines => {
    const known = lines.get(path) ?? settingLines(text, path);
    lines.set(path, known);
    return known;
  };
  return (keys) => {
    const path = servicePath(keys, translated);
    const [file, written] = writtenAt(path ?? [], service);
    return linesOf(file).placeOf(written) ?? { path: service.main.path, line: null };
  };
}
