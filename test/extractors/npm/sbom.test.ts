import { expect, test } from 'vitest';
import { readSbom } from '../../../src/extractors/npm/sbom.js';

const purls = ['pkg:npm/JSONStream@1.3.5', 'pkg:npm/%40scope/name', 'pkg:pypi/jinja2@3.1.0', 'no purl', 7];
const packages = [
  { name: 'JSONStream', version: '1.3.5' },
  { name: '@scope/name', version: null },
];

test.each([
  ['CycloneDX', { bomFormat: 'CycloneDX', components: [{ components: purls.map((purl) => ({ purl })) }] }],
  [
    'SPDX',
    {
      spdxVersion: 'SPDX-2.3',
      packages: purls.map((referenceLocator) => ({
        externalRefs: [{ referenceType: 'purl', referenceLocator }],
      })),
    },
  ],
])('the npm packages of a %s document', (_, document) => {
  expect(readSbom(JSON.stringify(document))).toEqual(packages);
});

test.each(['{', '7', '[]', '{}', '{"components":[]}'])('%s is no list of packages', (text) => {
  expect(readSbom(text)).toBeNull();
});
