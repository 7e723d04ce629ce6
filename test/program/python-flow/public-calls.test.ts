import { expect, it } from 'vitest';
import { PublicCalls } from '../../../src/program/python-flow/public-calls.js';
import type { FlowState } from '../../../src/program/python-flow/flow-state.js';
import { Cells } from '../../../src/program/python-flow/python-value.js';
import type { FunctionUnit, ModuleUnit, PythonValue } from '../../../src/program/python-flow/python-value.js';

it('calls each function of a live module once, and the functions that it returns', () => {
  const called: string[] = [];
  const value = (name: string): PythonValue => ({
    kind: 'function',
    key: name,
    unit: { name, binding: 'method' } as unknown as FunctionUnit,
    self: null,
  });
  const flow = {
    domain: {},
    callFunction(unit: FunctionUnit & { name: string }) {
      called.push(unit.name);
      return unit.name === 'outer' ? [value('inner')] : [];
    },
  } as unknown as FlowState;
  const names = new Cells();
  for (const each of [value('outer'), value('inner')]) names.own('x').put(each);
  const module = (isLive: boolean) => ({ isLive, scope: { names } }) as unknown as ModuleUnit;
  new PublicCalls(flow).callAll([module(false)]);
  expect(called).toEqual([]);
  new PublicCalls(flow).callAll([module(true), module(true)]);
  expect(called).toEqual(['outer', 'inner']);
});
