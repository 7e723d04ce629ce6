import { expect, test } from 'vitest';
import {
  ecosystemOf,
  packageKey,
  packageOfPurl,
  purlOf,
  type Ecosystem,
} from '../../src/ecosystems/index.js';

/** Facts about an ecosystem from the documents of its registry. */
export interface EcosystemFacts {
  /** Names as its registry has them, with their package URLs at version 1.2.3. */
  readonly purls: readonly (readonly [name: string, purl: string])[];
  readonly noNames: readonly string[];
  /** Spellings of one name, and names that are another package's. */
  readonly spellings: {
    readonly same: readonly (readonly [string, string])[];
    readonly other: readonly (readonly [string, string])[];
  };
}

/** Properties of every ecosystem. */
export function testEcosystem(ecosystem: Ecosystem, { purls, noNames, spellings }: EcosystemFacts): void {
  const { name: own, names, managers, isFound, versions, packageFolders } = ecosystem;

  test('it is found by its name', () => expect(ecosystemOf(own)).toBe(ecosystem));

  test.each(purls)('%s is a name, and written as %s', (name, purl) => {
    expect([names.isPackageName(name), purlOf(own, name, '1.2.3')]).toEqual([true, purl]);
  });

  test.each(purls)('%s is read back from its package URL', (name, purl) => {
    const read = packageOfPurl(purl);
    expect(packageKey(own, read?.name ?? '')).toBe(packageKey(own, name));
  });

  test.each(noNames)('%j is no name', (name) => expect(names.isPackageName(name)).toBe(false));

  test('hostile texts are no names', () => {
    const hostile = ['', ' ', '../x', 'a b', 'a;b', '$(id)', 'a\n', '\u202e', `${'a-'.repeat(50_000)}!`];
    expect(hostile.filter((text) => names.isPackageName(text))).toEqual([]);
  });

  test.each(spellings.same)('%s and %s are one package', (a, b) => {
    expect(packageKey(own, a)).toBe(packageKey(own, b));
  });

  test.each(spellings.other)('%s and %s are two packages', (a, b) => {
    expect(packageKey(own, a)).not.toBe(packageKey(own, b));
  });

  test('what scans find has an order of versions and commands; nothing else has folders', () => {
    const has = [versions !== null, managers.length > 0];
    expect(has).toEqual([isFound, isFound]);
    expect(packageFolders.length > 0 && !isFound).toBe(false);
  });
}
