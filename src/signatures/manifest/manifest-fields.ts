/** A value met under a path of fields. */
export interface FieldValue {
  /** Dotted, as met. */
  readonly path: string;
  readonly text: string;
}

function namesOf(segment: string, object: object): readonly string[] {
  if (segment === '*') return Object.keys(object);
  const alternatives =
    segment.startsWith('{') && segment.endsWith('}') ? segment.slice(1, -1).split(',') : [segment];
  return alternatives.filter((name) => Object.hasOwn(object, name));
}

function textOf(value: unknown): string | null {
  return typeof value === 'string'
    ? value
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : null;
}

/** Values of a parsed manifest under a pattern like `scripts.{preinstall,install}` or `dependencies.*`. */
export function fieldsOf(manifest: unknown, pattern: string): readonly FieldValue[] {
  let met: { path: string; value: unknown }[] = [{ path: '', value: manifest }];
  for (const segment of pattern.split('.')) {
    met = met.flatMap(({ path, value }) =>
      typeof value !== 'object' || value === null
        ? []
        : namesOf(segment, value).map((name) => ({
            path: path === '' ? name : `${path}.${name}`,
            value: (value as Record<string, unknown>)[name],
          })),
    );
  }
  return met.flatMap(({ path, value }) => {
    const text = textOf(value);
    return text === null ? [] : [{ path, text }];
  });
}

/** The value of a package.json; undefined for none. */
export function parseManifest(bytes: Uint8Array | undefined): unknown {
  if (!bytes) return undefined;
  try {
    return JSON.parse(
      Buffer.from(bytes)
        .toString('utf8')
        .replace(/^\uFEFF/, ''),
    );
  } catch {
    return undefined;
  }
}
