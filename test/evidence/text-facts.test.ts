import { expect, it } from 'vitest';
import { textFacts } from '../../src/evidence/text-facts.js';

it('differ for any character, but not for changes by tools', () => {
  const facts = textFacts('a // é\n');
  expect(facts.size).toBe(8);
  expect(textFacts('\uFEFFa // é\n')).toEqual(facts);
  expect(textFacts('a // é\r\n')).toEqual({ hash: facts.hash, size: 9 });
  expect(textFacts('b // é\n').hash).not.toBe(facts.hash);
});
