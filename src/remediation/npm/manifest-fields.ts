import validRange from 'semver/ranges/valid.js';
import { isFields } from '../../ecosystems/index.js';

/** Manifest fields that declare an application's own dependencies. */
export const FIELDS = ['dependencies', 'optionalDependencies', 'devDependencies'] as const;

/** The value at a path of keys in a JSON text; undefined when there is none. */
export function valueAt(text: string, path: readonly string[]): unknown {
  let value: unknown = JSON.parse(text.replace(/^\ufeff/, ''));
  for (const key of path) value = isFields(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return value;
}

/** Whether a manifest declares a package in any form. */
export function declares(text: string, name: string): boolean {
  return FIELDS.some((field) => valueAt(text, [field, name]) !== undefined);
}

/**
 * Whether a manifest declares a version range of a package. The installer then queries a registry for the package; an
 * address or a folder keeps its name private.
 */
export function requires(text: string, name: string): boolean {
  return FIELDS.some((field) => {
    const spec = valueAt(text, [field, name]);
    return typeof spec === 'string' && validRange(spec, true) !== null;
  });
}
