import { groupBy } from '../../model/index.js';
import type { StatedVersion } from '../build-evidence.js';
import { identityOfManifest } from '../manifest-text.js';
import type { OwningPackage } from '../source-owner.js';
import { soleVersion } from '../version-strings.js';

/** A module of a package in a map, with its text before it was bundled. */
export interface MappedSource {
  readonly path: string;
  readonly owner: OwningPackage;
  readonly content: string;
}

function statedBy(
  sources: readonly MappedSource[],
): Pick<StatedVersion, 'version' | 'method' | 'detail' | 'confidence'> | null {
  const own = sources.find(({ path, owner }) => path.endsWith(`node_modules/${owner.name}/package.json`));
  const manifest = own && identityOfManifest(own.content);
  if (own && manifest?.version && manifest.name === own.owner.name)
    return {
      version: manifest.version,
      method: 'manifest',
      detail: 'its package.json, in the source map',
      confidence: 'high',
    };
  const version = soleVersion(sources.map(({ content }) => content));
  if (version === null) return null;
  const detail = `its sources, in the source map, call themselves ${version}`;
  return { version, method: 'version-string', detail, confidence: 'medium' };
}

/**
 * Versions that the sources in a map state. A map may hold sources that are not in the bundle, so the bundle must contain the
 * version, too, unless a manifest states it.
 * @param path of the map.
 */
export function statedVersions(
  sources: readonly MappedSource[],
  path: string,
  bundle: string,
): StatedVersion[] {
  const byFolder = groupBy(sources, ({ owner }) => [owner.folder]);
  return [...byFolder].flatMap(([folder, own]): StatedVersion[] => {
    const stated = statedBy(own);
    if (!stated || (stated.method === 'version-string' && !bundle.includes(stated.version))) return [];
    return [{ folder, path, ...stated }];
  });
}
