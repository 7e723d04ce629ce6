import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { readMappings } from '../../../src/evidence/source-map/read-mappings.js';
import { encodeMappings, type Position } from './encode-mappings.js';

function positionsIn(mappings: string): { read: Position[]; isWellFormed: boolean } {
  const read: Position[] = [];
  const isWellFormed = readMappings(
    mappings,
    (line, column, source) => read.push([line, column, source]) > 0,
  );
  return { read, isWellFormed };
}

const position = fc.tuple(fc.nat(5), fc.nat(100_000), fc.option(fc.nat(1000)));

it('reads the output of an encoder', () => {
  fc.assert(
    fc.property(fc.array(position), (positions) => {
      const sorted = positions.toSorted(([a, b], [c, d]) => a - c || b - d);
      expect(positionsIn(encodeMappings(sorted))).toEqual({ read: sorted, isWellFormed: true });
    }),
  );
});

it.each([
  ['no digit', 'AAAA,*'],
  ['a number without end', 'AAAA,ggggggggggggg'],
  ['two numbers only', 'AAAA,AC'],
  ['a column before the line', 'AAAA;DAAA'],
  ['a source before the first', 'ADAA'],
])('%s is malformed', (_, mappings) => expect(positionsIn(mappings).isWellFormed).toBe(false));

it('stops when the visitor returns false', () => {
  let visits = 0;
  readMappings('AAAA,CAAA,CAAA', () => (visits += 1) < 2);
  expect(visits).toBe(2);
});

it('accepts any text', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(readMappings(text, () => true)).toBeTypeOf('boolean');
    }),
  );
});
