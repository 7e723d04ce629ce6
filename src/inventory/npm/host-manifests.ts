import type { FileTree } from '../../files/index.js';
import type { Package } from '../../model/index.js';

/** The requirements in the manifest of a package that carries others. */
export interface HostManifest {
  readonly path: string;
  /** Name → version or range, as it is written. */
  readonly requirements: ReadonlyMap<string, unknown>;
}

/** If several have a name, the last one counts. */
const KINDS = ['peerDependencies', 'devDependencies', 'dependencies', 'optionalDependencies'];
const BUNDLED = ['bundledDependencies', 'bundleDependencies'];

function requirementsIn(bytes: Uint8Array): ReadonlyMap<string, unknown> {
  let manifest: Readonly<Record<string, unknown>> | null;
  try {
    manifest = JSON.parse(Buffer.from(bytes).toString()) as typeof manifest;
  } catch {
    return new Map();
  }
  const bundled = BUNDLED.flatMap((kind): string[] => {
    const names = manifest?.[kind];
    return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [];
  });
  return new Map<string, unknown>([
    ...bundled.map((name): [string, unknown] => [name, null]),
    ...KINDS.flatMap((kind) => Object.entries(manifest?.[kind] ?? {})),
  ]);
}

/**
 * Manifests of packages that carry others: id of the package → its requirements.
 * @param wanted ids of those that matter.
 */
export async function hostManifests(
  hosts: readonly Package[],
  wanted: ReadonlySet<string | null>,
  tree: FileTree,
): Promise<ReadonlyMap<string | null, HostManifest>> {
  const ids = new Map<string, string>();
  for (const { id, locations } of hosts) {
    const path = `${locations[0]?.path ?? ''}/package.json`;
    if (wanted.has(id) && tree.files.has(path)) ids.set(path, id);
  }
  const manifests = new Map<string | null, HostManifest>();
  for await (const { path, bytes } of tree.readMany(ids.keys()))
    if (bytes) manifests.set(ids.get(path) ?? '', { path, requirements: requirementsIn(bytes) });
  return manifests;
}
