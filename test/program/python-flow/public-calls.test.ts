import { expect, it } from 'vitest';
import { PublicCalls } from '../../../src/program/python-flow/public-calls.js';
import type { FlowState } from '../../../src/program/python-flow/flow-state.js';
import {
  Cell,
  type FunctionUnit,
  type ModuleUnit,
  type PythonValue,
} from '../../../src/program/python-flow/python-value.js';

it('calls each function of a live module once, and the functions that it returns', () => {
  const called: string[] = [];
  const value = (name: string): PythonValue => ({
    kind: 'function',
    key: name,
    unit: { name, binding: 'method' } as unknown as FunctionUnit,
    self: null,
  });
  const flow = {
    callFunction(unit: FunctionUnit & { name: string }) {
      called.push(unit.name);
      return unit.name === 'outer' ? [value('inner')] : [];
    },
  } as unknown as FlowState;
  const cell = new Cell();
  for (const each of [value('outer'), value('inner')]) cell.values.set(each.key, each);
  const module = (isLive: boolean) =>
    ({ isLive, scope: { names: new Map([['x', cell]]) } }) as unknown as ModuleUnit;
  new PublicCalls(flow).callAll([module(false)]);
  expect(called).toEqual([]);
  new PublicCalls(flow).callAll([module(true), module(true)]);
  expect(called).toEqual(['outer', 'inner']);
});
