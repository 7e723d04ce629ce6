import { describe, expect, it } from 'vitest';
import {
  childrenOf,
  childrenOfFacts,
  importsOf,
  likelyRequiredBy,
  surelyRequiredBy,
} from '../../../src/recognition/candidates/declared-children.js';
import { releaseOf } from '../../support/fingerprint-bundle.js';
import { copyOf, manifestsFrom, recognisedWith } from '../../support/named-copies.js';
import { factsOfRelease } from '../../support/published-packages.js';

const RELEASES = [
  releaseOf('alpha', '1.0.0', { dependencies: { beta: '^1.0.0', gamma: '1.0.0' } }),
  releaseOf('alpha', '2.0.0', { dependencies: { beta: '^2.0.0' } }),
];
const RECOGNISED = recognisedWith(RELEASES);
const IMPORTS = ['beta', 'gamma'];

function asLists(required: ReadonlyMap<string, ReadonlySet<string>>): Record<string, string[]> {
  return Object.fromEntries([...required].map(([name, ranges]) => [name, [...ranges]]));
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

  it('leaves out imports at run time', () => {
    const recognised = recognisedWith(RELEASES, ['beta/lib/x.js']);
    const copies = [copyOf('alpha', ['1.0.0'], { imports: IMPORTS })];
    expect(asLists(childrenOf(copies, recognised))).toEqual({ gamma: ['1.0.0'] });
  });
});

describe('surelyRequiredBy', () => {
  const manifests = manifestsFrom({
    alpha: { '1.0.0': { beta: '^1.0.0', gamma: '1.0.0' }, '1.5.0': { beta: '^1.5.0' }, '2.0.0': {} },
  });

  it.each<[string, string[], Record<string, string[]>]>([
    ['requirements of the only candidate', ['1.0.0'], { beta: ['^1.0.0'], gamma: ['1.0.0'] }],
    ['requirements of all candidates', ['1.0.0', '1.5.0'], { beta: ['^1.0.0', '^1.5.0'] }],
    ['nothing if one of them has no requirement', ['1.0.0', '2.0.0'], {}],
    ['nothing when one of them is not known', ['1.0.0', '3.0.0'], {}],
    ['nothing when no version is possible', [], {}],
  ])('%s', (_case, candidates, expected) => {
    expect(asLists(surelyRequiredBy(copyOf('alpha', candidates), manifests))).toEqual(expected);
  });
});

it('a requirement is likely if the likeliest version and two of five have it', () => {
  const versions = ['1.0.0', '2.0.0', '3.0.0', '4.0.0'];
  const requirements = { '1.0.0': { few: '1', some: '1' }, '2.0.0': { some: '1', other: '1' } };
  const manifests = manifestsFrom({ alpha: { '3.0.0': {}, '4.0.0': {}, ...requirements } });
  const required = likelyRequiredBy(copyOf('alpha', versions, { plausible: ['1.0.0'] }), manifests);
  expect(asLists(required)).toEqual({ some: ['1'] });
});

it('imports are those of the files in the bundle', () => {
  expect([...importsOf(copyOf('alpha', ['1.0.0'], { imports: ['beta'] }), RECOGNISED)]).toEqual(['beta']);
});

it('of a release, the requirements that its files import', () => {
  const facts = factsOfRelease(releaseOf('alpha', '1.0.0', { dependencies: { beta: '^1.0.0' } }));
  expect(asLists(childrenOfFacts(facts))).toEqual({ beta: ['^1.0.0'] });
  expect(asLists(childrenOfFacts({ ...facts, files: [] }))).toEqual({});
});
