import { limitOf } from '../../files/index.js';

function words(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value))
    return value.slice(0, limitOf('licences')).flatMap((entry) => (Array.isArray(entry) ? [] : words(entry)));
  if (typeof value === 'object' && value !== null && 'type' in value) {
    return typeof value.type === 'string' ? [value.type] : [];
  }
  return [];
}

/**
 * Licences in all forms that published manifests have: an SPDX expression, `{ type, url }`, lists of either.
 * https://docs.npmjs.com/cli/v11/configuring-npm/package-json#license
 */
export function readLicenses(fields: Readonly<Record<string, unknown>>): string[] {
  const found = [fields.license, fields.licence, fields.licenses, fields.licences].flatMap(words);
  return [...new Set(found.map((word) => word.trim()))].filter(
    (word) => word !== '' && word.length <= limitOf('licence-name'),
  );
}
