import type { FileTree } from '../../files/index.js';
import type { Manifest } from './manifest-schema.js';

/** A manifest; null when it is missing or unreadable, which the inventory has reported. */
export async function readManifest(tree: FileTree, path: string): Promise<Manifest | null> {
  const { bytes } = await tree.read(path);
  if (!bytes) return null;
  // Loaded late: few artifacts have a name in question.
  const { manifestSchema } = await import('./manifest-schema.js');
  try {
    const text = Buffer.from(bytes).toString('utf8');
    return manifestSchema.safeParse(JSON.parse(text.replace(/^\uFEFF/, ''))).data ?? null;
  } catch {
    return null;
  }
}

/** Addresses that a manifest gives as the package's own. */
function homesOf({ homepage, repository }: Manifest): string[] {
  return [repository, homepage].filter((url) => url !== undefined);
}

/** The same of a METADATA file. https://packaging.python.org/en/latest/specifications/core-metadata/ */
function homesInMetadata(text: string): string[] {
  const [head = ''] = text.split(/\r?\n\r?\n/, 1);
  return head.split('\n').flatMap((line) => {
    const [, home, project] = /^(?:Home-page:\s*(\S+)|Project-URL:[^,]*,\s*(\S+))/i.exec(line) ?? [];
    return home ?? project ?? [];
  });
}

/** Addresses that a package's own manifest names; none where it has no manifest, or an unreadable one. */
export async function readHomes(tree: FileTree, path: string): Promise<readonly string[]> {
  if (!tree.files.has(path)) return [];
  if (path.endsWith('.json')) {
    const manifest = await readManifest(tree, path);
    return manifest ? homesOf(manifest) : [];
  }
  const { bytes } = await tree.read(path);
  return bytes ? homesInMetadata(Buffer.from(bytes).toString('utf8')) : [];
}

/** The address that is another package's repository or home page by its name; null without one. */
export function claimsToBe(target: string, homes: readonly string[]): string | null {
  const base = target.slice(target.indexOf('/') + 1).toLowerCase();
  const isOf = (url: string): boolean => {
    const path = url.toLowerCase().split(/[?#]/, 1)[0] ?? '';
    const last = path.replace(/\/+$/, '').split(/[/:]/).at(-1);
    return last === base || last === `${base}.git`;
  };
  return homes.find(isOf) ?? null;
}

/** The requirement of a manifest for a folder of this name; null without one. */
export function specOf(folder: string, manifest: Manifest): string | null {
  const { dependencies: prod, optionalDependencies, peerDependencies, devDependencies } = manifest;
  for (const list of [prod, optionalDependencies, peerDependencies, devDependencies]) {
    if (list && Object.hasOwn(list, folder)) return list[folder] ?? null;
  }
  return null;
}
