import { describe, expect, it } from 'vitest';
import {
  composeLicenses,
  linesOfLicenses,
  PublishedLicenses,
  withPublishedLicenses,
} from '../../src/inventory/published-licenses.js';
import type { Package } from '../../src/model/index.js';

const release = (version: string, ...licenses: string[]) => ({ version, licenses });

const TEXT = composeLicenses(
  new Map([
    ['steady', [release('1.0.0', 'MIT'), release('1.5.0', 'MIT'), release('2.0.0', 'MIT')]],
    ['moved', [release('1.0.0', 'MIT'), release('2.0.0', 'BUSL-1.1'), release('2.1.0', 'BUSL-1.1')]],
    ['late', [release('0.1.0'), release('1.0.0', 'ISC')]],
    ['choice', [release('1.0.0', 'MIT', 'Apache-2.0')]],
    ['hostile', [release('1.0.0', 'My\tlicence|\n', 'x'.repeat(3))]],
    ['__proto__', [release('1.0.0', 'MIT')]],
  ]),
);

describe('PublishedLicenses', () => {
  it.each([
    ['an exact release', ['steady', '1.0.0'], ['MIT']],
    ['a release between two that state the same', ['steady', '1.7.3'], ['MIT']],
    ['candidates that state the same', ['steady', '1.0.0', '2.0.0'], ['MIT']],
    ['candidates that state the same new licence', ['moved', '2.0.0', '2.1.0'], ['BUSL-1.1']],
    ['a choice of licences', ['choice', '1.0.0'], ['MIT', 'Apache-2.0']],
    ['words with separators', ['hostile', '1.0.0'], ['My licence  ', 'xxx']],
    ['a name that objects have', ['__proto__', '1.0.0'], ['MIT']],
  ])('knows %s', (_what, [name = '', ...versions], expected) => {
    expect(new PublishedLicenses(TEXT).of(name, versions)).toEqual(expected);
  });

  it.each([
    ['candidates that state different ones', ['moved', '1.0.0', '2.0.0']],
    ['a release between two that state different ones', ['moved', '1.5.0']],
    ['a release newer than the last known one', ['steady', '3.0.0']],
    ['a release that states none', ['late', '0.1.0']],
    ['candidates of which one states none', ['late', '0.1.0', '1.0.0']],
    ['a package that is not listed', ['absent', '1.0.0']],
    ['an unknown version', ['steady']],
  ])('knows none of %s', (_what, [name = '', ...versions]) => {
    expect(new PublishedLicenses(TEXT).of(name, versions)).toEqual([]);
  });
});

describe('composeLicenses', () => {
  it('keeps earlier lines of other packages, and replaces those of the same', () => {
    const earlier = linesOfLicenses(TEXT);
    const text = composeLicenses(new Map([['steady', [release('9.0.0', 'ISC')]]]), earlier);
    expect(new PublishedLicenses(text).of('steady', ['1.0.0'])).toEqual([]);
    expect(new PublishedLicenses(text).of('steady', ['9.0.0'])).toEqual(['ISC']);
    expect(new PublishedLicenses(text).of('moved', ['1.0.0'])).toEqual(['MIT']);
  });
});

describe('withPublishedLicenses', () => {
  const row = (fields: Partial<Package>): Package =>
    ({
      ecosystem: 'npm',
      name: 'steady',
      version: '1.0.0',
      candidates: [],
      presence: 'bundled',
      licenses: [],
      ...fields,
    }) as unknown as Package;
  const licensesOf = (fields: Partial<Package>): readonly string[] | undefined =>
    withPublishedLicenses([row(fields)], () => TEXT)[0]?.licenses;

  it.each<[string, Partial<Package>, string[]]>([
    ['a bundled package', {}, ['MIT']],
    ['a package inside another one', { presence: 'vendored' }, ['MIT']],
    ['the candidates of a bundled package', { version: null, candidates: ['1.0.0', '1.5.0'] }, ['MIT']],
    ['no installed package', { presence: 'installed' }, []],
    ['no package of another ecosystem', { ecosystem: 'PyPI' }, []],
    ['no package with a licence of its own', { licenses: ['ISC'] }, ['ISC']],
  ])('adds the licence of %s', (_what, fields, expected) => {
    expect(licensesOf(fields)).toEqual(expected);
  });

  it('changes nothing without a list', () => {
    expect(withPublishedLicenses([row({})], () => null)[0]?.licenses).toEqual([]);
  });

  it('reads no list where no package needs it', () => {
    const read = (): string => {
      throw new Error('was read');
    };
    expect(withPublishedLicenses([row({ licenses: ['MIT'] })], read)).toHaveLength(1);
  });
});
