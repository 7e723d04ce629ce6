import { isFields, type Fields } from '../../ecosystems/index.js';

/** A library of an application, as its build lists it. */
export interface ListedLibrary {
  /** Name and version: `Newtonsoft.Json/13.0.3`. */
  readonly key: string;
  readonly name: string;
  readonly version: string;
  /** `package`, `project`, `reference`, `runtimepack`, or another word. */
  readonly type: string;
  /** Names and versions of other libraries. */
  readonly needs: readonly string[];
  /** Files that it brings, from the folder of the list. */
  readonly files: readonly string[];
  /** The target that runs has it, and not to compile against alone. */
  readonly isRun: boolean;
}

function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {};
}

/** Files of a target: assemblies lie beside the list, those of one platform or language in folders. */
function filesOf(target: Fields): string[] {
  const bare = [...Object.keys(fieldsOf(target['runtime'])), ...Object.keys(fieldsOf(target['native']))];
  const resources = Object.keys(fieldsOf(target['resources'])).map((path) =>
    path.split('/').slice(-2).join('/'),
  );
  const flat = bare.map((path) => path.slice(path.lastIndexOf('/') + 1));
  return [...flat, ...resources, ...Object.keys(fieldsOf(target['runtimeTargets']))];
}

function needsOf(target: Fields): string[] {
  const needs = Object.entries(fieldsOf(target['dependencies']));
  return needs.flatMap(([name, version]) => (typeof version === 'string' ? `${name}/${version}` : []));
}

/** The target that runs: the one that the list names, else its only one. */
function targetOf(document: Fields): Fields {
  const targets = fieldsOf(document['targets']);
  const { name } = fieldsOf(document['runtimeTarget']);
  const own = typeof name === 'string' ? new Map(Object.entries(targets)).get(name) : undefined;
  return fieldsOf(own ?? Object.values(targets)[0]);
}

/** A runtime that is deployed along is a package of this name without the prefix. */
const RUNTIME_PACK = /^runtimepack\./;

/**
 * Reads `NAME.deps.json`; null for another document.
 * https://github.com/dotnet/sdk/blob/main/documentation/specs/runtime-configuration-file.md
 */
export function readDepsList(source: string): readonly ListedLibrary[] | null {
  try {
    const document: unknown = JSON.parse(source);
    if (!isFields(document) || !isFields(document['libraries'])) return null;
    const targets = new Map(Object.entries(targetOf(document)));
    return Object.entries(document['libraries']).flatMap(([key, library]) => {
      const cut = key.lastIndexOf('/');
      const { type } = fieldsOf(library);
      if (cut <= 0 || typeof type !== 'string') return [];
      const target = fieldsOf(targets.get(key));
      return [
        {
          key,
          name: key.slice(0, cut).replace(RUNTIME_PACK, ''),
          version: key.slice(cut + 1),
          type,
          needs: needsOf(target),
          files: filesOf(target),
          isRun: targets.has(key) && target['compileOnly'] !== true,
        },
      ];
    });
  } catch {
    return null;
  }
}
