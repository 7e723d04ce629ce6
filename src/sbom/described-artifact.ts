import { ScanError, type ArtifactKind } from '../model/index.js';
import type { Sbom } from './read-sbom.js';

/** A list of components that the user gives beside an artifact. */
export interface NamedSbom {
  /** The file, as messages name it. */
  readonly source: string;
  readonly sbom: Sbom;
}

/**
 * The artifact that lists given beside it are about: the only one that is no layer.
 * @throws ScanError `usage` when it is not clear which one is meant.
 */
export function describedArtifact<Reference extends { readonly kind: ArtifactKind }>(
  references: readonly Reference[],
): Reference {
  const [only, ...others] = references.filter(({ kind }) => kind !== 'layer');
  if (only && others.length === 0) return only;
  const count = only ? others.length + 1 : 0;
  throw new ScanError('usage', `An SBOM or a lockfile describes one artifact; the targets have ${count}.`, {
    hint: 'Scan only the artifact that it describes.',
  });
}
