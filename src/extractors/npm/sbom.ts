import { isFields, npm, packageOfPurl, type Fields } from '../../ecosystems/index.js';

// https://cyclonedx.org/docs/1.6/json/ and https://spdx.github.io/spdx-spec/v2.3/

function fieldsIn(value: unknown): Fields[] {
  return Array.isArray(value) ? value.filter(isFields) : [];
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
  const named = typeof purl === 'string' ? packageOfPurl(purl) : null;
  return named?.ecosystem === npm.name ? [{ name: named.name, version: named.version }] : [];
}

/** The npm packages that an SBOM names, CycloneDX or SPDX 2 in JSON; null when the text is neither. */
export function readSbom(text: string): readonly { name: string; version: string | null }[] | null {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isFields(document)) return null;
  if (document['bomFormat'] === 'CycloneDX') return purlsOfComponents(document).flatMap(packageOf);
  if (typeof document['spdxVersion'] === 'string') return purlsOfPackages(document).flatMap(packageOf);
  return null;
}
