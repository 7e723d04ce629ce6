import { expect, it } from 'vitest';
import type { OutsideValue, PythonFlow, PythonValue } from '../../../src/program/index.js';
import { HeldValues } from '../../../src/signatures/python-behaviour/held-values.js';
import {
  nameValue,
  PythonMarks,
  whatIs,
  type PythonName,
} from '../../../src/signatures/python-behaviour/taken-values.js';

const objectOf = (at: string, ...path: string[]) =>
  whatIs(nameValue({ module: 'm', path, at, text: null })) as PythonName;

function held() {
  const stored: string[] = [];
  const marks = new PythonMarks();
  const values = new HeldValues(marks);
  values.flow = {
    budget: { spend: () => {}, isSpent: false },
    outsideMember: () => [],
    setOutside: ({ what }: OutsideValue, _name: string, kept: readonly PythonValue[]) => {
      stored.push(`${(what as PythonName).at}: ${kept.length}`);
    },
  } as unknown as PythonFlow;
  const code = { file: 'a.py', start: 0, end: 1 };
  return { stored, values, mark: marks.make({ kind: 'screen', form: 'value', code, hooked: '' }) };
}

it('keeps what methods are given, in their object and in those that it writes into', () => {
  const { stored, values, mark } = held();
  values.put('zip', [nameValue({ module: 'io', path: ['BytesIO', '()'], at: 'buffer', text: null })]);
  values.keepOfCall({ callee: objectOf('zip', 'writestr'), values: [mark], marks: [], isAnswer: false });
  expect(stored).toEqual(['zip: 1', 'buffer: 1']);
  stored.length = 0;
  values.keep(objectOf('zip'), [mark]);
  expect(stored).toEqual(['zip: 1', 'buffer: 1']);
});

it('keeps nothing of a call that only answers, but what an archive takes by its path', () => {
  const { stored, values, mark } = held();
  values.keepOfCall({ callee: objectOf('x', 'recv'), values: [], marks: [mark], isAnswer: true });
  expect(stored).toEqual([]);
  values.keepOfCall({ callee: objectOf('x', 'write'), values: [], marks: [mark], isAnswer: true });
  expect(stored).toEqual(['x: 1']);
});
