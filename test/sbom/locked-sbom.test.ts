import { expect, it } from 'vitest';
import { NO_COVERAGE } from '../../src/model/index.js';
import { candidatesIn, lockedSbom, sbomFindings } from '../../src/sbom/index.js';
import { packageOf } from '../support/model-builders.js';

const SBOM = lockedSbom([
  { name: 'a', version: '1.0.0', isPublic: true, places: 2 },
  { name: 'b', version: null, isPublic: false },
]);

it('packages that a lockfile names in exact versions are likely to be there', () => {
  expect(candidatesIn([{ source: 'package-lock.json', sbom: SBOM }])).toEqual([
    { name: 'a', version: '1.0.0', isPublic: true, places: 2 },
  ]);
});

it('other versions than the locked ones are drift, missing packages are not', () => {
  const packages = [packageOf('b', '2.0.0'), packageOf('c', '1.0.0')];
  const { findings } = sbomFindings(SBOM, { packages, coverage: NO_COVERAGE }, 'package-lock.json');
  expect(findings.map(({ rule, package: id }) => [rule, id])).toEqual([['sbom-undeclared', packages[1]?.id]]);
  const other = sbomFindings(SBOM, { packages: [packageOf('a', '2.0.0')], coverage: NO_COVERAGE }, 'x');
  expect(other.findings.map(({ rule }) => rule)).toEqual(['sbom-version']);
});
