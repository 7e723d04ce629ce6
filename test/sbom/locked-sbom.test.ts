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

it('packages of a lockfile that the code lacks are counted, and named in a note; no finding is made of them', () => {
  const packages = [packageOf('a', '1.0.0')];
  const { findings, problems } = sbomFindings(SBOM, { packages, coverage: NO_COVERAGE }, 'package-lock.json');
  expect(findings).toEqual([]);
  expect(problems).toEqual([
    expect.objectContaining({
      path: 'package-lock.json',
      message: expect.stringMatching(
        /^1 of 2 packages of the lockfile were not found in the code\./,
      ) as string,
      affectsCompleteness: false,
      isQuestion: true,
    }),
    {
      code: 'missing',
      path: 'package-lock.json',
      message: 'Not found in the code: b',
      affectsCompleteness: false,
    },
  ]);
});

it('a lockfile whose packages are all there has no note; one that only a lockfile in the artifact names is not there', () => {
  const all = [packageOf('a', '1.0.0'), packageOf('b', '1.0.0', { presence: 'vendored' })];
  expect(sbomFindings(SBOM, { packages: all, coverage: NO_COVERAGE }, 'x').problems).toEqual([]);
  const declared = [packageOf('a', '1.0.0', { presence: 'declared' }), packageOf('b', '1.0.0')];
  expect(
    sbomFindings(SBOM, { packages: declared, coverage: NO_COVERAGE }, 'x').problems.at(-1)?.message,
  ).toMatch(/: a$/);
});

it('a note names two hundred packages and counts all', () => {
  const many = Array.from({ length: 5000 }, (_, at) => ({
    name: `p${at}`,
    version: '1.0.0',
    isPublic: true,
  }));
  const { problems } = sbomFindings(lockedSbom(many), { packages: [], coverage: NO_COVERAGE }, 'x');
  const named = problems.flatMap(({ message }) => message.match(/\bp\d+/g) ?? []);
  expect(named).toHaveLength(200);
  expect(problems[0]?.message).toMatch(/^5000 of 5000 /);
  expect(problems.at(-1)?.message).toMatch(/ and 4800 more$/);
  // Reports cut longer texts.
  expect(problems.every(({ message }) => message.length < 400)).toBe(true);
});
