import { packageOfPurl, type NamedByPurl } from '../model/index.js';

/** A list of components that somebody made of an artifact. It is a claim: nothing in it was looked at. */
export interface Sbom {
  readonly format: 'CycloneDX' | 'SPDX';
  /** Components with a purl, each once. */
  readonly components: readonly NamedByPurl[];
  /** Libraries that nothing identifies. */
  readonly unidentified: number;
}

/** What a file is: a list of components, or why not. */
export type SbomRead =
  | { readonly sbom: Sbom; readonly reason?: undefined }
  | { readonly reason: string; readonly sbom?: undefined };

/** More than any function has; the rest would only fill memory. */
const MAX_COMPONENTS = 200_000;

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** What claims to be a component: its purl, or that it has none. */
type Claims = readonly (string | null)[];

function sbomOf(format: Sbom['format'], claims: Claims): SbomRead {
  if (claims.length > MAX_COMPONENTS) return { reason: `it lists more than ${MAX_COMPONENTS} components` };
  const components = new Map<string, NamedByPurl>();
  let unidentified = 0;
  for (const purl of claims) {
    const named = purl === null ? null : packageOfPurl(purl);
    if (purl === null) unidentified += 1;
    if (named) components.set(JSON.stringify([named.ecosystem, named.name, named.version]), named);
  }
  return { sbom: { format, components: [...components.values()], unidentified } };
}

/** Files, data and machines are components too; only these are packages. */
const LIBRARIES: ReadonlySet<unknown> = new Set(['library', 'framework']);

/** https://cyclonedx.org/docs/1.6/json/#components */
function cycloneDxClaims(document: Fields): Claims {
  const claims: (string | null)[] = [];
  const queue = [...listOf(document['components'])];
  // An array's iteration also visits what is added while it runs.
  for (const entry of queue) {
    const { purl, type, scope, components } = fieldsOf(entry);
    for (const inner of listOf(components)) queue.push(inner);
    if (scope === 'excluded' || claims.length > MAX_COMPONENTS) continue;
    if (textOf(purl) !== null || LIBRARIES.has(type)) claims.push(textOf(purl));
  }
  return claims;
}

/** Ids of what the document is about: no component of itself. */
function describedBy(document: Fields): ReadonlySet<unknown> {
  const relations = listOf(document['relationships']).map(fieldsOf);
  const described = relations.filter(({ relationshipType }) => relationshipType === 'DESCRIBES');
  return new Set([
    ...listOf(document['documentDescribes']),
    ...described.map(({ relatedSpdxElement }) => relatedSpdxElement),
  ]);
}

/** https://spdx.github.io/spdx-spec/v2.3/package-information/ */
function spdxClaims(document: Fields): Claims {
  const described = describedBy(document);
  return listOf(document['packages'])
    .map(fieldsOf)
    .filter(({ SPDXID: id }) => !described.has(id))
    .map(({ externalRefs }) => {
      const references = listOf(externalRefs).map(fieldsOf);
      return textOf(references.find(({ referenceType }) => referenceType === 'purl')?.['referenceLocator']);
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
