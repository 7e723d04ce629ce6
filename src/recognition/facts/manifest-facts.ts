/** The facts of a package.json: which package it is, and what it requires. */
export interface ManifestFacts {
  readonly name: string;
  readonly version: string;
  readonly dependencies: ReadonlyMap<string, string>;
}

const KINDS = ['peerDependencies', 'dependencies', 'optionalDependencies'];

/** A field of an unknown value; undefined if the value is no object. */
export function fieldOf(value: unknown, field: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, field)
    ? (value as Readonly<Record<string, unknown>>)[field]
    : undefined;
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The entries of an unknown value; none if the value is no object. */
export function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

export function readManifestFacts(manifest: unknown): ManifestFacts {
  const ranges = KINDS.flatMap((kind) => entriesOf(fieldOf(manifest, kind)));
  return {
    name: textOf(fieldOf(manifest, 'name')),
    version: textOf(fieldOf(manifest, 'version')),
    dependencies: new Map(ranges.map(([name, range]) => [name, textOf(range)])),
  };
}
