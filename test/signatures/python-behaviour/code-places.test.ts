import { expect, it } from 'vitest';
import { codeOnly, placesInCode } from '../../../src/signatures/python-behaviour/code-places.js';

it('finds words in code, not in comments and descriptions', () => {
  const text = 'exec(a)  # exec\n"""exec"""\nexec(b)\n';
  const script = { keywords: new Set(['exec']), text: () => text };
  const all = codeOnly({ ...script, foundAt: () => undefined });
  expect(all.foundAt('exec')).toEqual([0, 27]);
  expect(codeOnly({ ...script, foundAt: () => [11, 27] }).foundAt('exec')).toEqual([27]);
  expect(all.text()).toBe(text);
});

it('keeps places in code, and all where code reads its descriptions', () => {
  const places = (text: string, path = 'a.py') => {
    const both = [
      { path: 'a.py', offset: 2 },
      { path: 'b.py', offset: 2 },
    ];
    return placesInCode(both, { path, text: () => text }, { codeOnly: true }).length;
  };
  expect(places('# a\nb()\n')).toBe(1);
  expect(places('# a\nb(__doc__)\n')).toBe(2);
  expect(places('x = 1\n')).toBe(2);
  expect(places('# a\n', 'a.js')).toBe(2);
  const place = { path: 'a.py', offset: 2 };
  expect(placesInCode([place], { path: 'a.py', text: () => '# a' }, {})).toEqual([place]);
  expect(placesInCode([], { path: 'a.py', text: () => '' }, { codeOnly: true })).toEqual([]);
});

it('passes over texts in tables of a module that does nothing', () => {
  const kept = (text: string) =>
    placesInCode(
      [{ path: 'a.py', offset: text.indexOf('HERE') }],
      { path: 'a.py', text: () => text },
      { codeOnly: true },
    ).length === 1;
  expect(kept("T = {'a': 'x HERE', 'b': 'y'}\n")).toBe(false);
  expect(kept("T = {'b': 'y', 'a':\n  'x HERE'}\ndef f(n):\n    return T[n]\n")).toBe(false);
  expect(kept("T = {'a': 'x HERE'}\nimport os\nos.system(T['a'])\n")).toBe(true);
  expect(kept("T = {'a': 'x HERE'}\nsubprocess.run(T['a'])\n")).toBe(true);
  expect(kept("T = 'x HERE'\n")).toBe(true);
  expect(kept("T = {'a': 'x', HERE: 'y'}\n")).toBe(true);
});
