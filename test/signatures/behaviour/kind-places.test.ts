import { describe, expect, it } from 'vitest';
import {
  KindPlaces,
  mayDo,
  mayDoTogether,
  mayHaveBoth,
} from '../../../src/signatures/behaviour/kind-places.js';
import { LoadedModules } from '../../../src/signatures/behaviour/loaded-modules.js';
import { textPattern } from '../../../src/signatures/text/text-pattern.js';

const RULE = { from: ['secret'], to: ['network'] };

/** Kinds of a made-up model: `secret` with any of its words, `network` only where it is called. */
const READY = {
  kindsOf: new Map([
    ['TOKEN', [{ kind: 'secret', shown: null, modules: null }]],
    ['KEY', [{ kind: 'secret', shown: null, modules: null }]],
    ['fetch', [{ kind: 'network', shown: textPattern(String.raw`fetch\(`), modules: null }]],
    ['lookup', [{ kind: 'dns', shown: null, modules: ['dns'] }]],
  ]),
};

/** The places of a script, and which of its words were looked for. */
function placesIn(text: string) {
  const searched: string[] = [];
  const keywords = new Set([...READY.kindsOf.keys(), 'other'].filter((word) => text.includes(word)));
  const foundAt = (word: string): undefined => void searched.push(word);
  return { places: new KindPlaces({ keywords, text: () => text, foundAt }, READY), searched };
}

describe('KindPlaces', () => {
  it('finds the words of a kind in order, those that fit only', () => {
    const { places } = placesIn(`KEY; TOKEN; fetch;${' '.repeat(82)}fetch(KEY)`);
    expect(places.at('secret')).toEqual([0, 5, 106]);
    expect(places.at('network')).toEqual([100]);
    expect(places.at('file')).toEqual([]);
  });

  it('looks for nothing while its words cannot be both sides of a rule', () => {
    const { places, searched } = placesIn('fetch(1)');
    expect(mayDo(RULE, places, Infinity)).toBe(false);
    expect(searched).toEqual([]);
  });

  it('does not find a kind whose modules no script loads', () => {
    const text = 'lookup(name)';
    const script = { keywords: new Set(['lookup']), text: () => text, foundAt: () => undefined };
    const loaded = new LoadedModules();
    expect(new KindPlaces(script, READY, loaded).at('dns')).toEqual([]);
    loaded.add(() => "import { lookup } from 'node:dns'");
    expect(new KindPlaces(script, READY, loaded).at('dns')).toEqual([0]);
    expect(new KindPlaces(script, READY).at('dns')).toEqual([0]);
  });

  it('looks for each word once', () => {
    const { places, searched } = placesIn('fetch(KEY)');
    expect([mayDo(RULE, places, Infinity), mayDo(RULE, places, 3)]).toEqual([true, false]);
    expect(searched.toSorted()).toEqual(['KEY', 'fetch']);
  });
});

describe('both sides of a rule', () => {
  it.each([
    ['fetch(KEY)', Infinity, true],
    ['fetch = KEY', Infinity, false],
    ['fetch(`', Infinity, false],
    [`fetch(${' '.repeat(100)}KEY)`, 106, true],
    [`fetch(${' '.repeat(100)}KEY)`, 105, false],
    [`KEY${' '.repeat(97)}fetch(1)`, 100, true],
    [`KEY${' '.repeat(97)}fetch(1)`, 99, false],
  ])('in %j with a reach of %d: %s', (text, reach, may) => {
    expect(mayDo(RULE, placesIn(text).places, reach)).toBe(may);
  });

  it('may be in different scripts', () => {
    const [taking, sending, unfit] = ['KEY', 'fetch(1)', 'fetch'].map((text) => placesIn(text).places);
    expect(mayDoTogether(RULE, [taking!, sending!])).toBe(true);
    expect(mayHaveBoth(RULE, [taking!, unfit!])).toBe(true);
    expect(mayDoTogether(RULE, [taking!, unfit!])).toBe(false);
    expect(mayDoTogether(RULE, [])).toBe(false);
  });
});
