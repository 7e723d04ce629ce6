import validRange from 'semver/ranges/valid.js';

type Fields = Readonly<Record<string, unknown>>;

/** Fields that an application's own dependencies stand in. */
export const FIELDS = ['dependencies', 'optionalDependencies', 'devDependencies'] as const;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What stands at a path of keys in a JSON text; undefined where there is nothing. */
export function valueAt(text: string, path: readonly string[]): unknown {
  let value: unknown = JSON.parse(text.replace(/^\ufeff/, ''));
  for (const key of path) value = isFields(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return value;
}

/** Whether a manifest asks for a range of versions of a package itself: its installer asks a registry for it, which an address or a folder keeps private. */
export function requires(text: string, name: string): boolean {
  return FIELDS.some((field) => {
    const spec = valueAt(text, [field, name]);
    return typeof spec === 'string' && validRange(spec, true) !== null;
  });
}
