import { expect, it } from 'vitest';
import { fileWeigher } from '../../../src/recognition/place/file-scores.js';
import { observe } from '../../../src/recognition/read/observed-text.js';
import { detectability } from '../../../src/recognition/expect/detectability.js';
import { indexOfReleases, releaseOf } from '../../support/fingerprint-bundle.js';

const RELEASES = ['1.0.0', '2.0.0', '3.0.0'].map((version) => releaseOf('member', version));
const [FIRST = {}, SECOND = {}, THIRD = {}] = RELEASES;
const SHELL = { ...THIRD, 'index.js': 'module.exports = require("core");' };
const TINY = { ...releaseOf('tiny', '1.0.0'), 'index.js': 'exports.tiny = (value) => value + "tiny";' };
const INDEX = indexOfReleases([FIRST, SECOND, SHELL, TINY, releaseOf('other', '1.0.0')]);
const NOTHING = {
  numberOf: new Map<number, number>(),
  numbers: new Uint32Array(),
  starts: new Uint32Array(),
};

const isShown = detectability({
  observed: observe(NOTHING, INDEX),
  snapshots: {
    versions: new Map(['core', 'member'].map((name) => [name, new Set<string>()])),
    earlierNames: new Map(),
    areStated: false,
  },
  weigh: fileWeigher(INDEX),
});

function shownAt(name: string, version: string, dependent = 'core'): boolean {
  const need = {
    name,
    dependent,
    dependentVersion: '1.0.0',
    isImported: true,
    ranges: new Set(['*']),
    likely: '*',
  };
  return isShown({ name, folder: `node_modules/${name}`, needs: [need], versions: [version] });
}

it.each([
  ['0.9.0', false],
  ['1.0.0', false],
  ['2.5.0', false],
  ['3.0.0', true],
  ['3.1.0', true],
])('a member of a release train leaves nothing in a bundle if it is a shell: %s', (version, isShell) => {
  expect(shownAt('member', version)).toBe(isShell);
});

it('other packages are detectable if a member requires them and the index has enough of them', () => {
  expect(shownAt('other', '1.0.0')).toBe(true);
  expect(shownAt('tiny', '1.0.0')).toBe(false);
  expect(shownAt('unknown', '1.0.0')).toBe(false);
  expect(shownAt('other', '1.0.0', 'stranger')).toBe(false);
});
