import { expect, it } from 'vitest';
import { addedFacts } from '../../../src/signatures/census/added-facts.js';
import { sumPattern } from '../../../src/signatures/sum-schema.js';

const says = 'says something';
const PATTERN = sumPattern.parse({
  from: 3,
  facts: [
    { id: 'sends', says, points: 1, code: 'a' },
    { id: 'swallows', says, code: 'b' },
    { id: 'detaches', says, code: 'd' },
    { id: 'throws', says, points: -2, code: 'c' },
    { id: 'quiet', says, points: 0.5, all: [['swallows', 'detaches']] },
    { id: 'sends-quietly', says, points: 2, all: [['sends'], ['quiet']] },
  ],
});

const held = (...ids: string[]): Map<string, string> => new Map(ids.map((id) => [id, `place of ${id}`]));

it('points of facts add up, and of facts that hold because of others', () => {
  const { points, facts } = addedFacts(PATTERN, held('sends', 'swallows'));
  expect(points).toBe(3.5);
  expect(facts.map(({ fact, place }) => [fact.id, place])).toEqual([
    ['sends-quietly', 'place of sends'],
    ['sends', 'place of sends'],
    ['quiet', 'place of swallows'],
  ]);
});

it('what speaks for the code takes points away', () => {
  expect(addedFacts(PATTERN, held('sends', 'swallows', 'throws')).points).toBe(1.5);
});

it('one of two lists is not enough', () => {
  expect(addedFacts(PATTERN, held('sends')).points).toBe(1);
});
