import { valueAt } from './manifest-fields.js';
import { withString } from './manifest-text.js';
import { withYamlString, yamlEntries, yamlValue } from './workspace-yaml.js';

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

/** All that is forced below a path of keys; undefined where nothing is. */
export function allForced({ text, isYaml }: OverridesFile, path: readonly string[]): unknown {
  return isYaml ? yamlEntries(text, path[0] ?? '') : valueAt(text, path);
}

/** Whether a key is of a package as another one brings it: `a>b` (pnpm), `a/b` and its like (Yarn). */
function isBelow(key: string, name: string): boolean {
  return ['>', '/'].some((separator) => {
    const at = key.lastIndexOf(separator + name);
    const before = key.slice(0, Math.max(at, 0));
    const after = key.slice(at + name.length + 1);
    // A separator may be of a scope (`@a/b`) or of a range (`b@>1`).
    const isSeparator = separator === '>' ? !/[ |@]$/.test(before) : !/(?:^|[>/])@[^>/]*$/.test(before);
    return before !== '' && isSeparator && (after === '' || after.startsWith('@'));
  });
}

/**
 * Where a package is forced for what one other package brings alone, which goes before what is forced for all.
 * @param forced a map of what is forced; npm's has others in it.
 */
export function* forcedBelow(
  forced: unknown,
  name: string,
): Generator<readonly [path: readonly string[], value: unknown]> {
  const open: (readonly [path: readonly string[], value: unknown])[] = [[[], forced]];
  for (const [path, map] of open) {
    if (typeof map !== 'object' || map === null) continue;
    for (const [key, value] of Object.entries(map)) {
      const place = [[...path, key], value] as const;
      const isNamed = path.length > 0 && (key === name || key.startsWith(`${name}@`));
      if (isNamed || isBelow(key, name)) yield place;
      open.push(place);
    }
  }
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
