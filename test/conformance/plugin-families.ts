/** A family whose sub-folders are plugins: plain objects with `id` (the folder's name) and `title`, in one list. */
export interface PluginFamily {
  readonly family: string;
  /** The list in `src/<family>/index.ts` that a plugin is registered in by one line. */
  readonly registry: string;
  /** Whether each plugin has cases under `fixtures/<family>/<id>/`; the others' input is built by code in the tests. */
  readonly hasFixtures: boolean;
  /** Folders that are no plugins but steps before them. */
  readonly steps?: readonly string[];
}

export const PLUGIN_FAMILIES: readonly PluginFamily[] = [
  { family: 'unpackers', registry: 'UNPACKERS', hasFixtures: false },
  { family: 'sources', registry: 'SOURCES', hasFixtures: true },
  { family: 'lockfiles', registry: 'LOCKFILE_READERS', hasFixtures: true },
  { family: 'ecosystems', registry: 'ECOSYSTEMS', hasFixtures: false },
  { family: 'extractors', registry: 'EXTRACTORS', hasFixtures: false },
  { family: 'evidence', registry: 'EVIDENCE_READERS', hasFixtures: false },
  { family: 'detectors', registry: 'DETECTORS', hasFixtures: false },
  { family: 'analysis', registry: 'ANALYSES', hasFixtures: false, steps: ['schemas', 'routes', 'texts'] },
  { family: 'reporters', registry: 'REPORTERS', hasFixtures: false },
];

/** Facts about one plugin folder. */
export interface PluginFacts {
  readonly family: PluginFamily;
  /** Name of the folder. */
  readonly id: string;
  /** Everything that its main file exports. */
  readonly exported: readonly unknown[];
  readonly registered: readonly unknown[];
  /** Paths of all files of the project's `test` and `fixtures`. */
  readonly paths: readonly string[];
}

interface Plugin {
  readonly id: string;
  readonly title: string;
}

function isPlugin(value: unknown): value is Plugin {
  return typeof value === 'object' && value !== null && 'id' in value && 'title' in value;
}

/** Missing parts of a plugin; each sentence names the file to edit. */
export function missingOf({
  family: { family, registry, hasFixtures },
  id,
  exported,
  registered,
  paths,
}: PluginFacts): string[] {
  const folder = `src/${family}/${id}`;
  const plugin = exported.find(isPlugin);
  if (!plugin) return [`${folder}/index.ts: export an object with an id and a title`];
  const missing: string[] = [];
  if (plugin.id !== id)
    missing.push(`${folder}/index.ts: its id is "${plugin.id}", its folder "${id}"; make them the same`);
  if (plugin.title === '') missing.push(`${folder}/index.ts: give it a title`);
  if (!registered.includes(plugin)) missing.push(`src/${family}/index.ts: add it to ${registry}`);
  if (
    !paths.some((path) => path.startsWith(`test/${family}/${id}/`) || path === `test/${family}/${id}.test.ts`)
  )
    missing.push(`test/${family}/${id}/: add a test`);
  if (hasFixtures && !paths.some((path) => path.startsWith(`fixtures/${family}/${id}/`)))
    missing.push(`fixtures/${family}/${id}/: add a case`);
  return missing;
}
