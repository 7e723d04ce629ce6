import { expect, it, test } from 'vitest';
import { ACTION_INPUTS, inputVariable, type InputName } from '../../src/action/input-list.js';
import { readInputs, type ActionInputs } from '../../src/action/read-inputs.js';

function read(inputs: Partial<Record<InputName, string>>): ActionInputs {
  const entries = Object.entries(inputs).map(([name, value]) => [inputVariable(name as InputName), value]);
  return readInputs(Object.fromEntries(entries) as Record<string, string>);
}

const DEFAULTS = {
  paths: ['.'],
  workingDirectory: null,
  failOn: null,
  newOnly: null,
  allowIncomplete: false,
  config: null,
  vex: [],
  baseline: { kind: 'artifact', name: 'stowaway-report', isExplicit: false },
  basePath: null,
  formats: [],
  reportDir: null,
  db: null,
  dbUrl: null,
  kevUrl: null,
  epssUrl: null,
  maxDataAgeDays: 7,
  offline: false,
  cacheDir: null,
  comment: 'never',
  commentKey: null,
  annotations: true,
  token: null,
};

it('has a default for everything', () => {
  expect(read({})).toEqual(DEFAULTS);
});

it('treats an empty input as missing, as the runner passes it', () => {
  const empty = Object.fromEntries(ACTION_INPUTS.map(({ name }) => [name, ' \n']));
  expect(read(empty)).toEqual(DEFAULTS);
});

test.each<[Partial<Record<InputName, string>>, Partial<ActionInputs>]>([
  [{ path: 'a.zip\r\n\n  b c.zip  \n' }, { paths: ['a.zip', 'b c.zip'] }],
  [{ 'fail-on': 'none' }, { failOn: 'none' }],
  [{ 'new-only': 'False' }, { newOnly: false }],
  [{ config: 'none' }, { config: false }],
  [{ config: 'rules.yaml' }, { config: 'rules.yaml' }],
  [
    { 'kev-url': 'none', 'epss-url': 'https://x' },
    { kevUrl: false, epssUrl: 'https://x' },
  ],
  [{ baseline: 'none' }, { baseline: { kind: 'none' } }],
  [{ baseline: 'old.json' }, { baseline: { kind: 'file', path: 'old.json' } }],
  [
    { baseline: 'artifact', 'baseline-artifact': 'x' },
    { baseline: { kind: 'artifact', name: 'x', isExplicit: true } },
  ],
  [
    { 'db-max-age': '30', offline: 'true' },
    { maxDataAgeDays: 30, offline: true },
  ],
])('%j is %j', (inputs, expected) => {
  expect(read(inputs)).toMatchObject(expected);
});

test.each<[InputName, string]>([
  ['fail-on', 'worst'],
  ['new-only', 'yes'],
  ['comment', 'true'],
  ['db-max-age', '0'],
  ['db-max-age', '1.5'],
  ['offline', '1'],
])('%s: %s means nothing', (name, value) => {
  expect(() => read({ [name]: value })).toThrow(`The input ${name} has an invalid value.`);
});
