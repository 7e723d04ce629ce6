import { expect, test } from 'vitest';
import { importedModules, parseScript } from '../../src/syntax/index.js';

/** A bundle by webpack: two modules of the application around a relay module for `a`. */
function bundleOf(relay: string, first: string, second = ''): string {
  const modules = `{ 11: (e, t, n) => { ${first} }, 12: ${relay}, 13: (e, t, n) => { ${second} } }`;
  return `(() => { var m = ${modules}; function r(k) { return m[k] } r(11) })()`;
}

/** The code at the places where `a` is imported, and whether it works without `a`. */
function placesIn(text: string): (readonly [string, boolean])[] {
  const program = parseScript(text);
  const places = (program && importedModules(program, text).get('a')) ?? [];
  return places.map(({ at, isTried }) => [text.slice(at, text.indexOf(')', at) + 1), isTried] as const);
}

const RELAY = 'e => { "use strict"; e.exports = require("a") }';
const ITSELF = [['require("a")', false]] as const;

test.each<[what: string, text: string, places: readonly (readonly [string, boolean])[]]>([
  ['who asks for it', bundleOf(RELAY, 'x = n(12)'), [['n(12)', false]]],
  ['who tries it', bundleOf(RELAY, 'try { x = n(12) } catch {}'), [['n(12)', true]]],
  [
    'all who ask',
    bundleOf(RELAY, 'try { x = n(12) } catch {}', 'x = n(12)'),
    [
      ['n(12)', false],
      ['n(12)', true],
    ],
  ],
  ['what imports it late', bundleOf(RELAY, 'n.t.bind(n, 12, 23)'), [['n.t.bind(n, 12, 23)', false]]],
  ['a relay without a block', bundleOf('e => e.exports = require("a")', 'n(12)'), [['n(12)', false]]],
  [
    'another place beside it',
    bundleOf(RELAY, 'try { n(12) } catch {} require("a")'),
    [...ITSELF, ['n(12)', true]],
  ],
  ['itself where nobody asks', bundleOf(RELAY, 'n(13)'), ITSELF],
  [
    'itself where it does more',
    bundleOf('e => { e.exports = require("a"); f() }', 'try { n(12) } catch {}'),
    ITSELF,
  ],
  ['itself where it is no module', 'try { n(12) } catch {} module.exports = require("a")', ITSELF],
])('modules that a relay module exports are requested by %s', (_what, text, places) => {
  expect(placesIn(text)).toEqual(places);
});
