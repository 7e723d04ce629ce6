import { expect, it, test } from 'vitest';
import { NO_COVERAGE, type Package } from '../../src/model/index.js';
import { sbomFindings, type Sbom } from '../../src/sbom/index.js';
import { packageOf } from '../support/model-builders.js';

function sbomOf(...components: readonly string[]): Sbom {
  return {
    format: 'CycloneDX',
    unidentified: 0,
    components: components.map((text) => {
      const [name = '', version = null] = text.replace('?', '').split('@');
      return { ecosystem: 'npm', name, version, isOptional: text.startsWith('?'), isPublic: false };
    }),
  };
}

function rules(sbom: Sbom, packages: readonly Package[], unattributed = 0): string[] {
  const coverage = { ...NO_COVERAGE, unattributed };
  return sbomFindings(sbom, { packages, coverage }, 'bom.json').findings.map(
    ({ rule, title, certainty }) => `${rule} ${certainty}: ${title}`,
  );
}

const a = packageOf('a', '1.0.0');
const set = packageOf('a', null, { versionState: 'set', candidates: ['1.0.0', '1.1.0'] });

test.each<[string, Sbom, Package, string[]]>([
  ['as declared', sbomOf('a@1.0.0'), a, []],
  ['one of the declared versions', sbomOf('a@2.0.0', 'a@1.0.0'), a, []],
  ['declared without a version', sbomOf('a'), a, []],
  ['perhaps as declared', sbomOf('a@1.1.0'), set, []],
  ['of unknown version', sbomOf('a@1.1.0'), packageOf('a', null), []],
  ['another version', sbomOf('a@1.1.0'), a, ['sbom-version certain: a 1.0.0 is there, the SBOM has 1.1.0']],
  [
    'no version that it can have',
    sbomOf('a@2.0.0'),
    set,
    ['sbom-version certain: a 1.0.0 or 1.1.0 is there, the SBOM has 2.0.0'],
  ],
  ['not declared', sbomOf(), a, ['sbom-undeclared certain: a 1.0.0 is there and not in the SBOM']],
  ['not declared, in another package', sbomOf(), packageOf('a', '1.0.0', { presence: 'vendored' }), []],
  ['another one that need not be there', sbomOf('?b@1.0.0', 'a@1.0.0'), a, []],
  ['optional and there', sbomOf('?a@1.0.0'), a, []],
  [
    'only in a lockfile',
    sbomOf('a@1.0.0'),
    packageOf('a', '1.0.0', { presence: 'declared' }),
    ['sbom-missing certain: a 1.0.0 is in the SBOM and was not found'],
  ],
])('%s', (...[, sbom, found, expected]) => {
  expect(rules(sbom, [found])).toEqual(expected);
});

it('unexplained code may hold packages that were not found', () => {
  expect(rules(sbomOf('b@1.0.0'), [], 1)).toEqual([
    'sbom-missing possible: b 1.0.0 is in the SBOM and was not found',
  ]);
});

it('a list of something else is reported in one finding', () => {
  const components = Array.from({ length: 30 }, (_, at) => `b${at}@1.0.0`);
  const [only, ...others] = rules(sbomOf(...components), []);
  expect(only).toMatch(/^sbom-missing certain: 30 packages are in the SBOM .*: b0, .* and 10 more$/);
  expect(others).toEqual([]);
});

it('reports what it could not compare', () => {
  const sbom = {
    ...sbomOf(),
    unidentified: 2,
    components: [{ ecosystem: 'Hex', name: 'x', version: '1', isOptional: false, isPublic: false }],
  };
  const { findings, problems } = sbomFindings(sbom, { packages: [], coverage: NO_COVERAGE }, 'bom.json');
  expect(findings).toEqual([]);
  expect(problems.map(({ message }) => message)).toEqual([
    'Components of ecosystems that are not looked for (1) and without a purl (2) in the SBOM were not compared.',
  ]);
});

test("packages of an image's system are compared with a list that has some, and only with such a list", () => {
  const system = { source: { name: 'bash', version: '5.2' }, isBase: null };
  const bash = packageOf('bash', '5.2', { ecosystem: 'Debian:12', system });
  const component = { ecosystem: 'Debian:12', name: 'tar', version: '1', isOptional: false, isPublic: false };
  const ofImage = { ...sbomOf('a@1.0.0'), components: [...sbomOf('a@1.0.0').components, component] };
  expect(rules(sbomOf('a@1.0.0'), [a, bash])).toEqual([]);
  expect(rules(ofImage, [a])).toEqual([]);
  expect(rules(ofImage, [a, bash])).toHaveLength(2);
});
