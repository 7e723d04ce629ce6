import { valueAt } from './manifest-fields.js';
import { withString } from './manifest-text.js';
import { withYamlString, yamlEntries, yamlValue } from './workspace-yaml.js';

/** The file at the workspace's root that contains overrides. */
export interface OverridesFile {
  /** Name of the file in messages. */
  readonly name: string;
  /** '' when the file does not exist yet. */
  readonly text: string;
  /** True for pnpm's settings, false for a manifest. */
  readonly isYaml: boolean;
}

/** Path of keys to the overrides: in pnpm's settings, or in a field of a manifest. */
export function overridePath({ isYaml }: Pick<OverridesFile, 'isYaml'>, field: string): readonly string[] {
  return isYaml ? ['overrides'] : field.split('.');
}

function placeOf(path: readonly string[]): readonly [string, string] {
  return [path[0] ?? '', path[1] ?? ''];
}

/** The value at a path of the file; undefined when there is none. */
export function forcedAt({ text, isYaml }: OverridesFile, path: readonly string[]): unknown {
  return isYaml ? yamlValue(text, placeOf(path)) : valueAt(text, path);
}

/** All overrides below a path of keys; undefined when there are none. */
export function allForced({ text, isYaml }: OverridesFile, path: readonly string[]): unknown {
  return isYaml ? yamlEntries(text, path[0] ?? '') : valueAt(text, path);
}

/** Whether a key overrides a package only below another one: `a>b` (pnpm), `a/b` and the like (Yarn). */
function isBelow(key: string, name: string): boolean {
  return ['>', '/'].some((separator) => {
    const at = key.lastIndexOf(separator + name);
    const before = key.slice(0, Math.max(at, 0));
    const after = key.slice(at + name.length + 1);
    // This separator may belong to a scope (`@a/b`) or a range (`b@>1`).
    const isSeparator = separator === '>' ? !/[ |@]$/.test(before) : !/(?:^|[>/])@[^>/]*$/.test(before);
    return before !== '' && isSeparator && (after === '' || after.startsWith('@'));
  });
}

/**
 * Overrides of a package below one other package, which take precedence over overrides for all copies.
 * @param forced a map of overrides; in npm's form it may contain further maps.
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

/** Sets an override at a path of the file; null when the file requires a manual edit. */
export function withForced(
  file: OverridesFile,
  path: readonly string[],
  value: string,
): OverridesFile | null {
  const { text, isYaml } = file;
  const changed = isYaml ? withYamlString(text, placeOf(path), value) : withString(text, path, value);
  return changed === null ? null : { ...file, text: changed };
}
