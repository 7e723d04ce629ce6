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
      { ...FACT, code: 'a', near: 'b' },
      { ...FACT, id: 'holds', text: 'c', except: 'd', notBehind: 'e' },
      { ...FACT, id: 'both', all: [['sends'], ['holds']] },
    ],
  });
  expect(sourcesOfSum(sum)).toEqual(['a', 'b', 'c', 'd', 'e']);
});

it.each([{ code: '(?<!a)b' }, { text: '(' }, { text: 'a', notBehind: '(' }])(
  'a rule whose fact has a pattern that is no RE2 is refused: %j',
  (fact) => {
    const rule = signatureSchema.parse(ruleOf(fact));
    expect(() => checkPatterns(rule)).toThrow('package/toy');
  },
);

it.each([{ code: 'a.*b|c' }, { code: 'a', near: 'a.*b|c' }, { text: 'a.*b|c' }])(
  'a rule is refused whose fact has a pattern that can take the square of a file: %j',
  (fact) => {
    const rule = signatureSchema.parse(ruleOf(fact));
    expect(() => checkPatterns(rule)).toThrow(/package\/toy.*square/);
  },
);

it.each([
  ['needs one of code, text, installs, all', [FACT]],
  ['needs one of code, text, installs, all', [{ ...FACT, code: 'a', text: 'b' }]],
  ['has near without code', [{ ...FACT, text: 'a', near: 'b' }]],
  ['has except without text', [{ ...FACT, code: 'a', except: 'b' }]],
  ['has hidden without text', [{ ...FACT, code: 'a', hidden: true }]],
  ['has notBehind without text', [{ ...FACT, code: 'a', notBehind: 'b' }]],
  ['has unnamed without text', [{ ...FACT, installs: true, unnamed: true }]],
  [
    'sends stands twice',
    [
      { ...FACT, code: 'a' },
      { ...FACT, code: 'b' },
    ],
  ],
  [
    'names throws, which no fact before it',
    [
      { ...FACT, all: [['throws']] },
      { ...FACT, id: 'throws', code: 'a' },
    ],
  ],
  ['names __proto__, which no fact before it', [{ ...FACT, all: [['__proto__']] }]],
])('facts that would never hold, or not as they are written, are refused: %s', (message, facts) => {
  expect(sumPattern.safeParse({ from: 2, facts }).error?.message).toContain(message);
});

it('facts have points, 0 where none are given', () => {
  const { facts } = sumPattern.parse({
    from: 2,
    facts: [{ id: 'sends', says: 'sends requests', code: 'a' }],
  });
  expect(facts[0]?.points).toBe(0);
});
