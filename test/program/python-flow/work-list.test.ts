import { expect, it } from 'vitest';
import { Cells } from '../../../src/program/python-flow/python-value.js';
import { addTo } from '../../../src/program/python-flow/units.js';
import { ValueBudget } from '../../../src/program/python-flow/value-budget.js';
import { WorkList } from '../../../src/program/python-flow/work-list.js';

const text = (of: string) => ({ kind: 'text', key: of, text: of }) as const;

it('runs code again that read what has changed, and no other', () => {
  const budget = new ValueBudget();
  const work = new WorkList(budget);
  const names = new Cells();
  const runs: string[] = [];
  const read = (name: string): boolean => (names.get(name)?.values.size ?? 0) > 0;
  work.addFunction(1, () => void runs.push(`early ${read('a')}`));
  work.addFunction(1, () => void runs.push(`other ${read('b')}`));
  work.addFunction(1, () => {
    runs.push('writer');
    addTo(names.own('a'), [text('x')], budget);
  });
  work.runAll();
  expect(runs).toEqual(['early false', 'other false', 'writer']);
  work.settle();
  // A new name may be the one that others looked for.
  expect(runs.slice(3)).toEqual(['early true', 'other false']);
  work.settle();
  expect(runs).toHaveLength(5);
});

it('runs what modules wait for before a function', () => {
  const budget = new ValueBudget();
  const work = new WorkList(budget);
  const names = new Cells();
  const runs: string[] = [];
  const read = (): boolean => (names.get('a')?.values.size ?? 0) > 0;
  work.addModule(1, () => {
    runs.push(`module ${read()}`);
    if (runs.length === 1) {
      work.addFunction(1, () => void runs.push(`function ${read()}`));
      work.addModule(1, () => void addTo(names.own('a'), [text('x')], budget));
    }
  });
  work.runAll();
  expect(runs).toEqual(['module false', 'module true', 'function true']);
});

it('ends when its budget is spent', () => {
  const budget = new ValueBudget();
  const work = new WorkList(budget);
  const names = new Cells();
  names.own('a');
  let runs = 0;
  work.addFunction(100_000_000, () => {
    runs += 1;
    const known = names.get('a')?.values.size ?? 0;
    addTo(names.own('a'), [text(`${runs} ${known}`)], budget);
  });
  work.runAll();
  work.settle();
  expect(runs).toBeLessThan(20);
});
