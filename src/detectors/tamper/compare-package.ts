import type { FileTree } from '../../files/index.js';
import type { Published } from '../published.js';
import { compareFiles, type Compared, type FileDifferences } from './compare-files.js';
import { compareManifests, confusionOf } from './compare-manifests.js';
import type { Difference } from './difference.js';
import type { InstalledPackage } from './installed-files.js';
import { readManifestFacts, type ManifestFacts } from './manifest-facts.js';

type FoundPublished = Extract<Published, { state: 'found' }>;

async function factsIn(tree: FileTree, path: string): Promise<ManifestFacts | undefined> {
  const { bytes } = await tree.read(path);
  return bytes && readManifestFacts(bytes);
}

function signatureDifferences(path: string, { listed }: FoundPublished): readonly Difference[] {
  if (listed.signature !== 'invalid') return [];
  const text = "the registry's signature of it is wrong";
  return [
    { rule: 'registry-signature', severity: 'high', text, evidence: [{ path, line: null, detail: text }] },
  ];
}

/** Compares an installed package with the published one of its name and version. */
export async function comparePackage(
  { folder, files }: InstalledPackage,
  published: FoundPublished,
  { tree, isCopy }: Pick<Compared, 'tree' | 'isCopy'>,
): Promise<FileDifferences> {
  const path = `${folder}/package.json`;
  const [mine, theirs] = [await factsIn(tree, path), await factsIn(published.tree, 'package.json')];
  const hasGyp = published.tree.files.has('binding.gyp');
  const compared = {
    tree,
    isCopy,
    installed: files,
    published: published.tree,
    hasGyp,
    hasInstallScript: (theirs?.installScripts.size ?? 0) > 0,
  };
  const { differences, ...rest } = await compareFiles(compared);
  const ofManifests = [
    ...(mine && theirs ? compareManifests(path, { mine, theirs, hasGyp }) : []),
    ...(theirs ? confusionOf(path, { listed: published.listed, tarball: theirs, hasGyp }) : []),
  ];
  return {
    ...rest,
    differences: [...differences, ...ofManifests, ...signatureDifferences(path, published)],
  };
}
