import { expect, test } from 'vitest';
import type { Evaluation, Running, Values } from '../../../src/program/python-flow/flow-state.js';
import { meaningAt } from '../../../src/program/python-flow/used-values.js';
import type { PythonValue } from '../../../src/program/python-flow/python-value.js';

const value = (text: string): PythonValue => ({ kind: 'text', key: text, text });

/** `models` is two values; each value has two members of a name, and none that is called `none`. */
const evaluation = {
  lookUp: (name: string): Values => (name === 'models' ? [value('a'), value('b')] : []),
  read: ({ key }: PythonValue, name: string): Values =>
    name === 'none' ? [] : [value(`${key}.${name}`), value(`${key}.${name}'`)],
} as unknown as Evaluation;

test.each([
  ['models', ['a', 'b']],
  ['models.Order', ['a.Order', "a.Order'", 'b.Order', "b.Order'"]],
  ['models.none.Order', []],
  ['other.Order', []],
])('%s means %j', (path, keys) => {
  const running = {} as Running;
  expect(meaningAt(evaluation, path, running).map(({ key }) => key)).toEqual(keys);
});
