import { describe, expect, it } from 'vitest';
import {
  childrenOf,
  childrenOfFacts,
  declaredBy,
  importsOf,
} from '../../../src/bundles/fingerprint/declared-children.js';
import { releaseOf } from '../../support/fingerprint-bundle.js';
import { copyOf, recognisedWith } from '../../support/named-copies.js';
import { factsOfRelease } from '../../support/published-packages.js';

const RELEASES = [
  releaseOf('alpha', '1.0.0', { dependencies: { beta: '^1.0.0', gamma: '1.0.0' } }),
  releaseOf('alpha', '2.0.0', { dependencies: { beta: '^2.0.0' } }),
];
const RECOGNISED = recognisedWith(RELEASES);
const IMPORTS = ['beta', 'gamma'];

function asLists(asked: ReadonlyMap<string, ReadonlySet<string>>): Record<string, string[]> {
  return Object.fromEntries([...asked].map(([name, ranges]) => [name, [...ranges]]));
}

describe('childrenOf', () => {
  it.each<[string, string[], string[], Record<string, string[]>]>([
    ['of one version', ['1.0.0'], IMPORTS, { beta: ['^1.0.0'], gamma: ['1.0.0'] }],
    ['of each that it can be', ['2.0.0', '1.0.0'], ['beta'], { beta: ['^2.0.0', '^1.0.0'] }],
    ['that nothing in the bundle imports', ['1.0.0'], [], {}],
    ['of a version that is not indexed', ['3.0.0'], IMPORTS, {}],
  ])('%s', (...[, versions, imports, expected]) => {
    expect(asLists(childrenOf([copyOf('alpha', versions, { imports })], RECOGNISED))).toEqual(expected);
  });

  it('leaves out what is asked for at run time', () => {
    const recognised = recognisedWith(RELEASES, ['beta/lib/x.js']);
    const copies = [copyOf('alpha', ['1.0.0'], { imports: IMPORTS })];
    expect(asLists(childrenOf(copies, recognised))).toEqual({ gamma: ['1.0.0'] });
  });
});

describe('declaredBy', () => {
  function surelyDeclared(bracket: readonly string[]): Record<string, boolean> {
    const declared = declaredBy(copyOf('alpha', bracket), RECOGNISED);
    return Object.fromEntries([...declared].map(([name, { isSure }]) => [name, isSure]));
  }

  it('is sure of what the only possible version asks for', () => {
    expect(surelyDeclared(['1.0.0'])).toEqual({ beta: true, gamma: true });
  });

  it('is not sure of what one of several asks for', () => {
    expect(surelyDeclared(['1.0.0', '2.0.0'])).toEqual({ beta: true, gamma: false });
  });

  it('goes by what a version that was not compared with is known to ask for', () => {
    const packages = RECOGNISED.observed.index.packages.map((each) => ({
      ...each,
      published: ['1.0.0', '1.5.0', '2.0.0'],
      dependencies: [
        { name: 'beta', range: '^1.0.0', runs: [0, 1] },
        { name: 'gamma', range: '1.0.0', runs: [0, 2] },
      ],
    }));
    const recognised = {
      ...RECOGNISED,
      observed: { ...RECOGNISED.observed, index: { ...RECOGNISED.observed.index, packages } },
    };
    const declared = declaredBy(copyOf('alpha', ['1.0.0', '1.5.0']), recognised);
    expect([...declared].map(([name, { isSure }]) => [name, isSure])).toEqual([
      ['beta', false],
      ['gamma', true],
    ]);
  });

  it('asks the neighbours of what lies between', () => {
    expect(surelyDeclared(['1.0.0', '1.5.0'])).toEqual({ beta: true, gamma: false });
  });
});

it('imports are those of the files that are there', () => {
  expect([...importsOf(copyOf('alpha', ['1.0.0'], { imports: ['beta'] }), RECOGNISED)]).toEqual(['beta']);
});

it('of a release, what its files import and its manifest asks for', () => {
  const facts = factsOfRelease(releaseOf('alpha', '1.0.0', { dependencies: { beta: '^1.0.0' } }));
  expect(asLists(childrenOfFacts(facts))).toEqual({ beta: ['^1.0.0'] });
  expect(asLists(childrenOfFacts({ ...facts, files: [] }))).toEqual({});
});
