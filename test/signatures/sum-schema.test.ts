import { expect, it } from 'vitest';
import { checkPatterns } from '../../src/signatures/match/compiled-rules.js';
import { signatureSchema } from '../../src/signatures/signature-schema.js';
import { sourcesOfSum, sumPattern } from '../../src/signatures/sum-schema.js';

const FACT = { id: 'sends', says: 'sends requests', points: 1 };

function ruleOf(fact: object): unknown {
  const examples = { why: 'an example of the rule', files: { 'index.js': 'x' } };
  return {
    id: 'package/toy',
    title: 'A toy of a rule',
    why: 'It matters to this test and to nothing else.',
    do: 'Remove the toy.',
    kind: 'malware',
    match: { sum: { from: 1, facts: [{ ...FACT, ...fact }] } },
    examples: { bad: [examples, examples], good: [examples, examples] },
  };
}

it('all patterns of facts are checked', () => {
  const sum = sumPattern.parse({
    from: 2,
    facts: [
      { ...FACT, code: 'a' },
      { ...FACT, text: 'b', behind: 'c', notBehind: 'd' },
      { ...FACT, all: [['sends']] },
    ],
  });
  expect(sourcesOfSum(sum)).toEqual(['a', 'b', 'c', 'd']);
});

it.each([{ code: '(?<!a)b' }, { text: '(' }, { text: 'a', notBehind: '(' }])(
  'a rule whose fact has a pattern that is no RE2 is refused: %j',
  (fact) => {
    const rule = signatureSchema.parse(ruleOf(fact));
    expect(() => checkPatterns(rule)).toThrow('package/toy');
  },
);

it('facts have points, 0 where none are given', () => {
  const { facts } = sumPattern.parse({
    from: 2,
    facts: [{ id: 'sends', says: 'sends requests', code: 'a' }],
  });
  expect(facts[0]?.points).toBe(0);
});
