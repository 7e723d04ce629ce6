import { describe, expect, it, test } from 'vitest';
import { readSbom } from '../../src/sbom/index.js';
import { cyclonedx } from '../../src/reporters/cyclonedx/index.js';
import { spdx } from '../../src/reporters/spdx/index.js';
import { rendered } from '../reporters/contract.js';
import { smallReport } from '../support/small-report.js';

function names(text: string): string[] {
  return (readSbom(text).sbom?.components ?? []).map(
    ({ name, version, isOptional }) => `${isOptional ? '?' : ''}${name}@${version}`,
  );
}

function cycloneDx(components: readonly object[]): string {
  return JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', components });
}

const library = (purl: string, fields: object = {}): object => ({
  type: 'library',
  name: 'x',
  purl,
  ...fields,
});

describe('CycloneDX', () => {
  test.each<[string, readonly object[], string[]]>([
    ['libraries', [library('pkg:npm/a@1.0.0'), library('pkg:npm/%40s/b@2.0.0')], ['a@1.0.0', '@s/b@2.0.0']],
    [
      'what is in others',
      [library('pkg:npm/a@1.0.0', { components: [library('pkg:npm/b@1.0.0')] })],
      ['a@1.0.0', 'b@1.0.0'],
    ],
    ['the same twice', [library('pkg:npm/a@1.0.0'), library('pkg:npm/a@1.0.0')], ['a@1.0.0']],
    ['no version', [library('pkg:npm/a')], ['a@null']],
    ['what is left out', [library('pkg:npm/a@1.0.0', { scope: 'excluded' })], []],
    ['what is optional', [library('pkg:npm/a@1.0.0', { scope: 'optional' })], ['?a@1.0.0']],
    [
      'optional once, needed once',
      [library('pkg:npm/a@1', { scope: 'optional' }), library('pkg:npm/a@1')],
      ['a@1'],
    ],
    [
      'what is for development',
      [library('pkg:npm/a@1', { properties: [{ name: 'cdx:npm:package:development', value: 'true' }] })],
      ['?a@1'],
    ],
    ['types that are no ecosystem', [library('pkg:oci/a@1')], []],
    ['what is no purl', [library('a@1.0.0')], []],
    ['nonsense', [{ purl: 1 }, { components: 'x' }, {}], []],
  ])('%s', (_, components, expected) => {
    expect(names(cycloneDx(components))).toEqual(expected);
  });

  it('counts libraries without a purl, and no files', () => {
    expect(
      readSbom(
        cycloneDx([
          { type: 'library', name: 'x' },
          { type: 'file', name: 'y' },
        ]),
      ).sbom?.unidentified,
    ).toBe(1);
  });

  it('follows any depth', () => {
    const depth = 20_000;
    const text = `${'{"components":['.repeat(depth)}{"purl":"pkg:npm/a@1"}${']}'.repeat(depth)}`;
    expect(names(`{"bomFormat":"CycloneDX",${text.slice(1)}`)).toEqual(['a@1']);
  });
});

describe('SPDX', () => {
  const pkg = (id: string, purl?: string): object => ({
    SPDXID: id,
    name: 'x',
    externalRefs: purl === undefined ? [] : [{ referenceType: 'purl', referenceLocator: purl }],
  });
  const spdxOf = (fields: object): string => JSON.stringify({ spdxVersion: 'SPDX-2.3', ...fields });

  test.each<[string, object, string[]]>([
    ['packages', { packages: [pkg('1', 'pkg:npm/a@1.0.0')] }, ['a@1.0.0']],
    ['not what it is about', { packages: [pkg('1', 'pkg:npm/app@1.0.0')], documentDescribes: ['1'] }, []],
    [
      'what is for development',
      {
        packages: [pkg('1', 'pkg:npm/a@1')],
        relationships: [{ relationshipType: 'DEV_DEPENDENCY_OF', spdxElementId: '1' }],
      },
      ['?a@1'],
    ],
    [
      'nor by a relation',
      {
        packages: [pkg('1', 'pkg:npm/app@1.0.0')],
        relationships: [{ relationshipType: 'DESCRIBES', relatedSpdxElement: '1' }],
      },
      [],
    ],
  ])('%s', (_, fields, expected) => {
    expect(names(spdxOf(fields))).toEqual(expected);
  });

  it('counts packages without a purl', () => {
    expect(readSbom(spdxOf({ packages: [pkg('1')] })).sbom?.unidentified).toBe(1);
  });
});

test.each([
  ['{', 'it is not JSON'],
  ['null', 'it is not JSON'],
  ['{}', 'it is neither'],
  ['[]', 'it is neither'],
  ['{"spdxVersion":"SPDX-3.0"}', 'it is neither'],
  ['{"@context":"https://spdx.org/rdf/3.0.1/spdx-context.jsonld","@graph":[]}', 'it is neither'],
])('%s is no list of components', (text, reason) => {
  expect(readSbom(text).reason).toContain(reason);
});

test.each([cyclonedx, spdx])('output of $id is read again', (reporter) => {
  const report = smallReport();
  const written = names(rendered(reporter, report));
  const exact = report.artifacts.flatMap(({ packages }) =>
    packages.filter(({ version }) => version !== null).map(({ name, version }) => `${name}@${version}`),
  );
  expect(exact.length).toBeGreaterThan(5);
  expect(written).toEqual(expect.arrayContaining(exact));
});
