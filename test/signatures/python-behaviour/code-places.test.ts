import { expect, it } from 'vitest';
import { codeOnly } from '../../../src/signatures/python-behaviour/code-places.js';

it('finds words in code, not in comments and descriptions', () => {
  const text = 'exec(a)  # exec\n"""exec"""\nexec(b)\n';
  const script = { keywords: new Set(['exec']), text: () => text };
  const all = codeOnly({ ...script, foundAt: () => undefined });
  expect(all.foundAt('exec')).toEqual([0, 27]);
  expect(codeOnly({ ...script, foundAt: () => [11, 27] }).foundAt('exec')).toEqual([27]);
  expect(all.text()).toBe(text);
});
