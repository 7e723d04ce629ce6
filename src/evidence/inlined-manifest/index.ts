import type { BundleText } from '../bundle-text.js';
import { claimAt } from '../claims.js';
import {
  noEvidence,
  type Claim,
  type EvidenceReader,
  type Mention,
  type StatedVersion,
  type BuildEvidence,
} from '../build-evidence.js';
import type { OwningPackage } from '../source-owner.js';
import { manifestObjects, type ManifestObject } from './manifest-objects.js';

function mentionOf({ name, version }: ManifestObject): Mention {
  const folder = `node_modules/${name}`;
  const found: OwningPackage = { kind: 'package', name, version: null, folder };
  return { package: found, detail: `package.json of ${name} ${version}`, confidence: 'medium' };
}

function statedOf({ name, version }: ManifestObject, path: string, owner?: OwningPackage): StatedVersion {
  return {
    folder: owner?.folder ?? `node_modules/${name}`,
    version,
    method: 'manifest',
    path,
    detail: `package.json of ${name} ${version}, in the bundle`,
    confidence: owner ? 'high' : 'medium',
  };
}

function evidenceIn({ path, text }: BundleText, claims: readonly Claim[]): BuildEvidence | null {
  const mentions: Mention[] = [];
  const versions: StatedVersion[] = [];
  for (const found of manifestObjects(text)) {
    const owner = claimAt(claims, found.start)?.owner;
    // In a region of another package, or in the function's own code, such an object is data: a list of packages, a lockfile.
    if (owner && (owner.kind !== 'package' || owner.name !== found.name)) continue;
    if (!owner) mentions.push(mentionOf(found));
    versions.push(statedOf(found, path, owner));
  }
  return versions.length === 0 ? null : { ...noEvidence(path), mentions, versions };
}

/** Finds package.json files that packages import from themselves and that the bundler copied into the bundle. */
export const inlinedManifest: EvidenceReader = {
  id: 'inlined-manifest',
  title: 'Inlined package.json',
  method: 'manifest',
  read: (bundle, _tree, { claims }) => Promise.resolve(evidenceIn(bundle, claims)),
};
