import { PackageURL } from 'packageurl-js';

// https://cyclonedx.org/docs/1.6/json/ and https://spdx.github.io/spdx-spec/v2.3/

type Fields = Readonly<Record<string, unknown>>;

function fieldsIn(value: unknown): Fields[] {
  if (!Array.isArray(value)) return [];
  return value.filter((item): item is Fields => typeof item === 'object' && item !== null);
}

/** Components nest. */
function purlsOfComponents(document: Fields): unknown[] {
  const open = fieldsIn(document.components);
  // The list grows while it is walked.
  for (const component of open) for (const inner of fieldsIn(component.components)) open.push(inner);
  return open.map(({ purl }) => purl);
}

function purlsOfPackages(document: Fields): unknown[] {
  return fieldsIn(document.packages).flatMap(({ externalRefs }) =>
    fieldsIn(externalRefs)
      .filter(({ referenceType }) => referenceType === 'purl')
      .map(({ referenceLocator }) => referenceLocator),
  );
}

/** A package that a purl names; none for another ecosystem than npm. */
function packageOf(purl: unknown): { name: string; version: string | null }[] {
  if (typeof purl !== 'string' || !purl.startsWith('pkg:npm/')) return [];
  try {
    const { namespace, name, version } = PackageURL.fromString(purl);
    return name ? [{ name: namespace ? `${namespace}/${name}` : name, version: version ?? null }] : [];
  } catch {
    return [];
  }
}

/** The npm packages that an SBOM names, CycloneDX or SPDX 2 in JSON; null when the text is neither. */
export function readSbom(text: string): readonly { name: string; version: string | null }[] | null {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof document !== 'object' || document === null) return null;
  const fields = document as Fields;
  if (fields.bomFormat === 'CycloneDX') return purlsOfComponents(fields).flatMap(packageOf);
  if (typeof fields.spdxVersion === 'string') return purlsOfPackages(fields).flatMap(packageOf);
  return null;
}
