import { expect, test } from 'vitest';
import { shownRules, type ShownRule } from '../../src/signatures/shown-rules.js';

function ruleOf(id: string, kind = 'malware'): ShownRule {
  return { id, kind, title: '', severity: 'low', why: '', do: '', references: [] };
}

test('rules of each family are shown, and signals are not', () => {
  const set = {
    rules: [ruleOf('code/a'), ruleOf('code/part', 'signal')],
    flows: { rules: [ruleOf('flows/b')] },
    secrets: { rules: [ruleOf('secrets/c')] },
  };
  expect(shownRules(set).map(({ id }) => id)).toEqual(['code/a', 'flows/b', 'secrets/c']);
});

test('a set may lack families', () => {
  expect(shownRules({ rules: [ruleOf('code/a')] })).toHaveLength(1);
});
