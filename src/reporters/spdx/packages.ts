import type { Artifact, FunctionReport, Package } from '../../model/index.js';
import { digestOf } from '../content-id.js';
import { escapeTerminal } from '../escape-terminal.js';

/**
 * An SPDX identifier of letters and digits, derived from an identity.
 * https://spdx.github.io/spdx-spec/v2.3/package-information/#72-package-spdx-identifier-field
 */
function spdxId(kind: string, ...identity: readonly string[]): string {
  return `SPDXRef-${kind}-${digestOf(...identity).slice(0, 24)}`;
}

export function functionSpdxId({ id }: FunctionReport): string {
  return spdxId('Function', id);
}

export function artifactSpdxId({ id }: Artifact): string {
  return spdxId('Artifact', id);
}

export function packageSpdxId(artifact: Artifact, id: string): string {
  return spdxId('Package', artifact.id, id);
}

export function runtimePackageSpdxId(fn: FunctionReport, id: string): string {
  return spdxId('Runtime', fn.id, id);
}

/** Value of a field that nobody examined, as the specification defines it. */
const NOT_LOOKED_INTO = {
  downloadLocation: 'NOASSERTION',
  filesAnalyzed: false,
  licenseConcluded: 'NOASSERTION',
  copyrightText: 'NOASSERTION',
} as const;

export function functionPackage(fn: FunctionReport): object {
  const reasons = fn.complete ? '' : `Not complete: ${fn.reasons.map(escapeTerminal).join(' ')}`;
  return {
    SPDXID: functionSpdxId(fn),
    name: escapeTerminal(fn.name),
    ...NOT_LOOKED_INTO,
    licenseDeclared: 'NOASSERTION',
    primaryPackagePurpose: 'APPLICATION',
    comment: [`${fn.platform} function ${escapeTerminal(fn.id)}.`, reasons].join(' ').trimEnd(),
  };
}

export function artifactPackage(artifact: Artifact): object {
  const { path, sha256, kind } = artifact;
  return {
    SPDXID: artifactSpdxId(artifact),
    name: escapeTerminal(path),
    ...NOT_LOOKED_INTO,
    licenseDeclared: 'NOASSERTION',
    primaryPackagePurpose: kind === 'image' ? 'CONTAINER' : 'ARCHIVE',
    ...(sha256 !== null && /^[0-9a-f]{64}$/.test(sha256)
      ? { checksums: [{ algorithm: 'SHA256', checksumValue: sha256 }] }
      : {}),
  };
}

/** How the package is known, in words: SPDX 2.3 has no field for evidence. */
function commentOf({
  presence,
  basis,
  confidence,
  candidates,
  evidence,
  licenses,
  locations,
}: Package): string {
  const seen = evidence.map(({ method, path, detail }) =>
    [method, path, detail].filter((part) => part !== null && part !== '').join(': '),
  );
  return [
    `Presence: ${presence}; basis: ${basis}; confidence: ${confidence}.`,
    candidates.length === 0 ? '' : `One of the versions ${candidates.map(escapeTerminal).join(', ')}.`,
    locations.length === 0 ? '' : `At ${locations.map(({ path }) => escapeTerminal(path)).join(', ')}.`,
    seen.length === 0 ? '' : `Known by ${seen.map(escapeTerminal).join(', ')}.`,
    licenses.length === 0 ? '' : `Licence in its own words: ${licenses.map(escapeTerminal).join(', ')}.`,
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

/** A package of an artifact or of the runtime; its version only when it is known. */
export function packagePackage(found: Package, id: string): object {
  return {
    SPDXID: id,
    name: escapeTerminal(found.name),
    ...(found.version === null ? {} : { versionInfo: escapeTerminal(found.version) }),
    ...NOT_LOOKED_INTO,
    // A manifest's words are an SPDX expression only by luck: they stand in the comment.
    licenseDeclared: 'NOASSERTION',
    primaryPackagePurpose: 'LIBRARY',
    externalRefs: [
      {
        referenceCategory: 'PACKAGE-MANAGER',
        referenceType: 'purl',
        referenceLocator: escapeTerminal(found.purl),
      },
    ],
    comment: commentOf(found),
  };
}
