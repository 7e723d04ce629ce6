import { packageOfPurl, type Fields, type NamedByPurl } from '../ecosystems/index.js';
import { limitOf } from '../files/index.js';

/** A component as it is listed. */
export interface ListedComponent extends NamedByPurl {
  /** It is for development, or optional: it need not be there. */
  readonly isOptional: boolean;
  /** Whether the list states that it comes from the public registry. */
  readonly isPublic: boolean;
  /** Number of places where it is installed; 1 when the list does not state it. */
  readonly places?: number;
}

/** A list of an artifact's components. It is a claim that nothing verifies. */
export interface Sbom {
  readonly format: 'CycloneDX' | 'SPDX' | 'lockfile';
  /** Components with a purl, each once. */
  readonly components: readonly ListedComponent[];
  /** Libraries that nothing identifies. */
  readonly unidentified: number;
  /** Components of types of package URLs that have no ecosystem here. */
  readonly unsupported?: number;
}

/** The list of components in a file, or the reason why the file has none. */
export type SbomRead =
  | { readonly sbom: Sbom; readonly reason?: undefined }
  | { readonly reason: string; readonly sbom?: undefined };

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** A component as the file lists it; without a purl if nothing identifies the component. */
interface Claim {
  readonly purl: string | null;
  readonly isOptional: boolean;
}

function sbomOf(format: Sbom['format'], claims: readonly Claim[]): SbomRead {
  if (claims.length > limitOf('sbom-components'))
    return { reason: `it lists more than ${limitOf('sbom-components')} components` };
  const components = new Map<string, ListedComponent>();
  let unidentified = 0;
  const unsupported = new Set<string>();
  for (const { purl, isOptional } of claims) {
    const named = purl === null ? null : packageOfPurl(purl);
    if (purl === null) unidentified += 1;
    else if (!named) unsupported.add(purl);
    if (!named) continue;
    const key = JSON.stringify([named.ecosystem, named.name, named.version]);
    const isTwiceOptional = isOptional && (components.get(key)?.isOptional ?? true);
    components.set(key, { ...named, isOptional: isTwiceOptional, isPublic: false });
  }
  return {
    sbom: { format, components: [...components.values()], unidentified, unsupported: unsupported.size },
  };
}

/** Files, data and machines are components too; only these are packages. */
const LIBRARIES: ReadonlySet<unknown> = new Set(['library', 'framework']);

/** Property by which `npm sbom` marks packages for development. */
function isForDevelopment(properties: unknown): boolean {
  return listOf(properties)
    .map(fieldsOf)
    .some(({ name, value }) => name === 'cdx:npm:package:development' && value === 'true');
}

/** https://cyclonedx.org/docs/1.6/json/#components */
function cycloneDxClaims(document: Fields): Claim[] {
  const claims: Claim[] = [];
  const queue = [...listOf(document['components'])];
  // An array's iteration also visits elements that are added while it runs.
  for (const entry of queue) {
    const { purl, type, scope, components, properties } = fieldsOf(entry);
    for (const inner of listOf(components)) queue.push(inner);
    if (scope === 'excluded' || claims.length > limitOf('sbom-components')) continue;
    if (textOf(purl) === null && !LIBRARIES.has(type)) continue;
    claims.push({ purl: textOf(purl), isOptional: scope === 'optional' || isForDevelopment(properties) });
  }
  return claims;
}

/** Ids of the documented product, which is not a component of itself. */
function describedBy(document: Fields): ReadonlySet<unknown> {
  const relations = listOf(document['relationships']).map(fieldsOf);
  const described = relations.filter(({ relationshipType }) => relationshipType === 'DESCRIBES');
  return new Set([
    ...listOf(document['documentDescribes']),
    ...described.map(({ relatedSpdxElement }) => relatedSpdxElement),
  ]);
}

const OPTIONAL_RELATIONS: ReadonlySet<unknown> = new Set(['DEV_DEPENDENCY_OF', 'OPTIONAL_DEPENDENCY_OF']);

/** Ids of components that others need only for development, or optionally. */
function optionalIn(document: Fields): ReadonlySet<unknown> {
  const relations = listOf(document['relationships']).map(fieldsOf);
  return new Set(
    relations
      .filter(({ relationshipType }) => OPTIONAL_RELATIONS.has(relationshipType))
      .map(({ spdxElementId }) => spdxElementId),
  );
}

/** https://spdx.github.io/spdx-spec/v2.3/package-information/ */
function spdxClaims(document: Fields): Claim[] {
  const described = describedBy(document);
  const optional = optionalIn(document);
  return listOf(document['packages'])
    .map(fieldsOf)
    .filter(({ SPDXID: id }) => !described.has(id))
    .map(({ SPDXID: id, externalRefs }) => {
      const references = listOf(externalRefs).map(fieldsOf);
      const reference = references.find(({ referenceType }) => referenceType === 'purl');
      return { purl: textOf(reference?.['referenceLocator']), isOptional: optional.has(id) };
    });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Reads a list of components: CycloneDX 1.x or SPDX 2.x, in JSON. */
export function readSbom(text: string): SbomRead {
  const value = parsed(text);
  if (typeof value !== 'object' || value === null) return { reason: 'it is not JSON' };
  const document = fieldsOf(value);
  if (document['bomFormat'] === 'CycloneDX') return sbomOf('CycloneDX', cycloneDxClaims(document));
  const version = textOf(document['spdxVersion']);
  if (version?.startsWith('SPDX-2.')) return sbomOf('SPDX', spdxClaims(document));
  return { reason: 'it is neither CycloneDX nor SPDX 2 in JSON' };
}
