import { InvalidArgumentError } from 'commander';
import { expect, test } from 'vitest';
import { addOutput, positiveInteger, runtimeName, secondsOfTimer } from '../../src/cli/option-values.js';

test('a file may have a = in its name, a format has none', () => {
  expect(addOutput('json=a=b.json', [])).toMatchObject([{ reporter: { id: 'json' }, file: 'a=b.json' }]);
});

test.each(['json', 'json=', '=file', 'odd=file'])('%j is no output', (value) => {
  expect(() => addOutput(value, [])).toThrow(InvalidArgumentError);
});

test.each(['0', '-1', '1.5', 'x', '', '1000001', '9'.repeat(20), '9'.repeat(400), 'Infinity'])(
  '%j is no positive whole number',
  (value) => {
    expect(() => positiveInteger(value)).toThrow(InvalidArgumentError);
  },
);

test.each(['0', '1.5', '86401', 'x'])('%j is no number of seconds that a timer takes', (value) => {
  expect(() => secondsOfTimer(value)).toThrow(InvalidArgumentError);
});

test('a day is', () => {
  expect(secondsOfTimer('86400')).toBe(86_400);
});

test.each(['nodejs22.x', 'nodejs20', 'nodejs8.10', 'python3.13', 'java21', 'provided.al2023', 'dotnet8'])(
  'the runtime %s is one',
  (name) => expect(runtimeName(name)).toBe(name),
);

test.each(['nodejs99.x', 'nodjs20.x', 'node22', 'nodejs21.x', '22', '', 'nodejs22.x '])(
  'the runtime %j is none',
  (name) => expect(() => runtimeName(name)).toThrow('as the platform does'),
);
