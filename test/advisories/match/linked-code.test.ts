import { describe, expect, it } from 'vitest';
import {
  linkedEvidence,
  linkedProgramsOf,
  linkedVerdict,
} from '../../../src/advisories/match/linked-code.js';
import type { Hit } from '../../../src/advisories/match/hits.js';
import { encodeSymbols } from '../../../src/ecosystems/index.js';
import type { Advisory, AffectedImport } from '../../../src/model/index.js';
import { packageOf } from '../../support/model-builders.js';

const HTML = 'golang.org/x/net/html';
const stored = encodeSymbols([{ package: HTML, symbol: 'Parse' }]);
const programs = linkedProgramsOf({
  'linked-code': [
    ['bootstrap', stored],
    ['other', ''],
  ],
});
const inFile = (path: string, origin: 'unknown' | 'private' = 'unknown') =>
  packageOf('golang.org/x/net', 'v0.7.0', { ecosystem: 'Go', origin, locations: [{ path }] });

function hitOf(imports: readonly AffectedImport[]): Hit {
  const advisory = { imports } as unknown as Advisory;
  return { advisory, certainty: 'certain', doubtful: false, isQuestion: false };
}

const RENDER = hitOf([{ path: HTML, symbols: ['Render', 'render1'] }]);
const PARSE = hitOf([{ path: HTML, symbols: ['Parse', 'ParseFragment'] }]);

describe('the code of a flaw', () => {
  it.each([
    ['is linked by one function', [PARSE], [`${HTML}.Parse`]],
    ['is not linked', [RENDER], []],
    ['is linked by one of several advisories', [RENDER, PARSE], [`${HTML}.Parse`]],
    ['is a package with a function', [hitOf([{ path: HTML, symbols: [] }])], [HTML]],
    ['is a package without one', [hitOf([{ path: 'golang.org/x/net/proxy', symbols: [] }])], []],
  ])('%s', (_, hits, linked) => {
    expect(linkedVerdict(hits, inFile('bootstrap'), programs)?.linked).toEqual(linked);
  });

  it.each([
    ['no advisory names functions', [hitOf([])], inFile('bootstrap')],
    ['the program was not read', [RENDER], inFile('missing')],
    ['the names of the program are not known', [RENDER], inFile('other')],
    ['it is the own code of the program', [RENDER], inFile('bootstrap', 'private')],
  ])('is not known where %s', (_, hits, found) => {
    expect(linkedVerdict(hits, found, programs)).toBeNull();
  });

  it.each([
    undefined,
    {},
    { 'linked-code': null },
    { 'linked-code': [['bootstrap', 1]] },
    { 'linked-code': 'x' },
  ])('is not known from facts %j', (facts) => {
    expect(linkedVerdict([RENDER], inFile('bootstrap'), linkedProgramsOf(facts))).toBeNull();
  });
});

it('is told as evidence, a few names of it', () => {
  const missing = Array.from({ length: 7 }, (_, index) => `p.F${index}`);
  expect(linkedEvidence({ linked: [], missing }, 'bootstrap').detail).toBe(
    'not linked: p.F0, p.F1, p.F2, p.F3, p.F4 and 2 more',
  );
  expect(linkedEvidence({ linked: ['p.F'], missing }, 'bootstrap').detail).toBe('linked: p.F');
});
