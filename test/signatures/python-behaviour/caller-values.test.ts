import { expect, it } from 'vitest';
import type { PythonValue } from '../../../src/program/index.js';
import { knowsArgument } from '../../../src/signatures/python-behaviour/caller-values.js';
import { nameValue } from '../../../src/signatures/python-behaviour/taken-values.js';

const nameOf = (module: string): PythonValue => nameValue({ module, path: ['x'], at: '', text: null });
const knows = (...values: PythonValue[]): boolean =>
  knowsArgument({ positional: [values], named: new Map() }, [0, 'url']);

it('tells what code knows from what only its caller gives', () => {
  expect(knows()).toBe(false);
  expect(knows(nameOf('argparse'))).toBe(false);
  expect(knows(nameOf('settings'))).toBe(true);
  expect(knows({ kind: 'text', key: 'text:a', text: 'https://c.example.invalid' })).toBe(true);
  expect(knowsArgument({ positional: [], named: new Map([['url', [nameOf('settings')]]]) }, [0, 'url'])).toBe(
    true,
  );
});

it('takes arguments that a dictionary fills in for known', () => {
  const named = new Map([['*', [nameOf('')]]]);
  expect(knowsArgument({ positional: [], named }, [0, 'url'])).toBe(true);
});
