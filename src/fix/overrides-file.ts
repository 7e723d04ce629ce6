import { valueAt } from './manifest-fields.js';
import { withString } from './manifest-text.js';
import { withYamlString, yamlValue } from './workspace-yaml.js';

/** The file of a workspace's root that versions are forced in. */
export interface OverridesFile {
  /** As messages name it. */
  readonly name: string;
  /** '' where it is not there yet. */
  readonly text: string;
  /** It is pnpm's settings, no manifest. */
  readonly isYaml: boolean;
}

/** Where versions are forced: keys of pnpm's settings, or of a field of a manifest. */
export function overridePath({ isYaml }: Pick<OverridesFile, 'isYaml'>, field: string): readonly string[] {
  return isYaml ? ['overrides'] : field.split('.');
}

function placeOf(path: readonly string[]): readonly [string, string] {
  return [path[0] ?? '', path[1] ?? ''];
}

/** What stands at a path of the file; undefined where there is nothing. */
export function forcedAt({ text, isYaml }: OverridesFile, path: readonly string[]): unknown {
  return isYaml ? yamlValue(text, placeOf(path)) : valueAt(text, path);
}

/** The file with a version at a path; null where a person has to write it. */
export function withForced(
  file: OverridesFile,
  path: readonly string[],
  value: string,
): OverridesFile | null {
  const { text, isYaml } = file;
  const changed = isYaml ? withYamlString(text, placeOf(path), value) : withString(text, path, value);
  return changed === null ? null : { ...file, text: changed };
}
