import { expect, it } from 'vitest';
import { readAs } from '../../../src/program/python-flow/cell.js';
import { Cells } from '../../../src/program/python-flow/python-value.js';

const value = { kind: 'text', key: 'a', text: 'a' } as const;

it.each([
  ['the values of a cell', (cells: Cells) => cells.get('a')?.values, true],
  ['a name that is not there', (cells: Cells) => cells.get('b'), true],
  ['whether a name is there', (cells: Cells) => cells.has('b'), true],
  ['all cells', (cells: Cells) => [...cells], true],
  ['all names', (cells: Cells) => [...cells.keys()], true],
  ['all cells without names', (cells: Cells) => [...cells.values()], true],
  ['nothing: it only adds', (cells: Cells) => cells.own('a').lacks(value), false],
])('wakes who read %s', (_what, read, isWoken) => {
  const cells = new Cells();
  const cell = cells.own('a');
  let woken = 0;
  readAs({ wake: () => void (woken += 1) }, () => void read(cells));
  cell.put(value);
  cell.wakeReaders();
  cells.own('b');
  cells.own('b');
  expect(woken).toBe(isWoken ? 1 : 0);
});
