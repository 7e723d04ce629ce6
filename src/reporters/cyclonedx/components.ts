import type { Artifact, EvidenceMethod, FunctionReport, Package } from '../../model/index.js';
import { CONFIDENCE_SHARE } from '../amounts.js';
import { escapeTerminal } from '../escape-terminal.js';

/** How we know, in CycloneDX's words. */
const TECHNIQUE: Readonly<Record<EvidenceMethod, string>> = {
  manifest: 'manifest-analysis',
  lockfile: 'manifest-analysis',
  'dist-info': 'manifest-analysis',
  pom: 'manifest-analysis',
  sbom: 'manifest-analysis',
  sourcemap: 'source-code-analysis',
  metafile: 'source-code-analysis',
  'path-comment': 'source-code-analysis',
  'license-comment': 'source-code-analysis',
  'version-string': 'source-code-analysis',
  fingerprint: 'ast-fingerprint',
  'file-hash': 'hash-comparison',
  buildinfo: 'binary-analysis',
  'system-database': 'manifest-analysis',
};

/** The subject of the bill: all targets. */
export const ROOT_REF = 'scan';

/** Parts of a reference, joined so that they cannot be taken for one another. */
function reference(...parts: readonly string[]): string {
  return parts.map((part) => encodeURIComponent(part.toWellFormed())).join('/');
}

export function artifactRef({ id }: Artifact): string {
  return reference('artifact', id);
}

export function functionRef({ id }: FunctionReport): string {
  return reference('function', id);
}

export function packageRef(artifact: Artifact, id: string): string {
  return reference('package', artifact.id, id);
}

export function runtimePackageRef(fn: FunctionReport, id: string): string {
  return reference('runtime', fn.id, id);
}

/** Named values; those that are not known are left out. */
export function propertiesOf(values: Readonly<Record<string, string | null>>): object {
  const known = Object.entries(values).flatMap(([name, value]) =>
    value === null || value === '' ? [] : [{ name: `stowaway:${name}`, value: escapeTerminal(value) }],
  );
  return known.length === 0 ? {} : { properties: known };
}

function evidenceOf({ evidence, locations, confidence }: Package): object {
  const methods = evidence.map(({ method, path, detail }) => ({
    technique: TECHNIQUE[method],
    confidence: CONFIDENCE_SHARE[confidence],
    value: escapeTerminal([method, path, detail].filter((part) => part !== null && part !== '').join(': ')),
  }));
  const occurrences = locations.flatMap(({ path, ranges }) => {
    const location = escapeTerminal(path);
    return ranges ? ranges.map(([offset]) => ({ location, offset })) : [{ location }];
  });
  return {
    evidence: {
      identity: [
        {
          field: 'purl',
          confidence: CONFIDENCE_SHARE[confidence],
          ...(methods.length === 0 ? {} : { methods }),
        },
      ],
      ...(occurrences.length === 0 ? {} : { occurrences }),
    },
  };
}

function licensesOf({ licenses }: Package): object {
  if (licenses.length === 0) return {};
  // The manifest's own words need not be an SPDX identifier: as a name they are never wrong.
  return { licenses: [...new Set(licenses)].map((name) => ({ license: { name: escapeTerminal(name) } })) };
}

/** A package as a component; its version only when it is known. */
export function packageComponent(found: Package, ref: string): object {
  return {
    type: 'library',
    'bom-ref': ref,
    name: escapeTerminal(found.name),
    ...(found.version === null ? {} : { version: escapeTerminal(found.version) }),
    scope: 'required',
    ...licensesOf(found),
    purl: escapeTerminal(found.purl),
    ...evidenceOf(found),
    ...propertiesOf({
      presence: found.presence,
      basis: found.basis,
      candidates: found.candidates.join(' '),
      alias: found.alias,
    }),
  };
}

export function artifactComponent(artifact: Artifact): object {
  return {
    type: artifact.kind === 'image' ? 'container' : 'file',
    'bom-ref': artifactRef(artifact),
    name: escapeTerminal(artifact.path),
    ...(artifact.sha256 !== null && /^[0-9a-f]{64}$/.test(artifact.sha256)
      ? { hashes: [{ alg: 'SHA-256', content: artifact.sha256 }] }
      : {}),
    ...propertiesOf({ 'artifact:kind': artifact.kind, 'artifact:bytes': String(artifact.size) }),
  };
}

export function functionComponent(fn: FunctionReport): object {
  return {
    type: 'application',
    'bom-ref': functionRef(fn),
    name: escapeTerminal(fn.name),
    ...propertiesOf({
      'function:id': fn.id,
      'function:platform': fn.platform,
      'function:runtime': fn.runtime,
      'function:handler': fn.handler,
      'aws:lambda:arn': fn.arn,
    }),
  };
}
