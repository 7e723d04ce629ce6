import { expect, it, test } from 'vitest';
import { ACTION_INPUTS, inputVariable } from '../../src/action/input-list.js';
import { ACTION_OUTPUTS } from '../../src/action/outputs.js';
import { readActionManifest } from '../support/action-runner.js';

const { inputs, outputs, runs } = readActionManifest();

test('action.yml declares the inputs that the command reads, and passes each on', () => {
  const declared = Object.entries(inputs).map(([name, { description }]) => ({ name, description }));
  expect(declared).toEqual(ACTION_INPUTS);
  const handed = Object.fromEntries(
    ACTION_INPUTS.map(({ name }) => [inputVariable(name), `\${{ inputs.${name} }}`]),
  );
  expect(runs.steps.find(({ id }) => id === 'scan')?.env).toEqual(handed);
});

test('action.yml declares the outputs that the command writes', () => {
  const declared = Object.entries(outputs).map(([name, { description }]) => ({ name, description }));
  expect(declared).toEqual(ACTION_OUTPUTS);
  for (const { name } of ACTION_OUTPUTS)
    expect(outputs[name]?.value).toBe(`\${{ steps.scan.outputs.${name} }}`);
});

it('has no default but the token: an empty input looks like none', () => {
  const defaults = Object.entries(inputs).filter(([, input]) => input.default !== undefined);
  expect(defaults.map(([name]) => name)).toEqual(['token']);
});

it('uses no other action, and pastes nothing into a script', () => {
  expect(runs.using).toBe('composite');
  expect(runs.steps.map(({ uses }) => uses)).toEqual(runs.steps.map(() => undefined));
  expect(runs.steps.filter(({ run }) => run.includes('${{'))).toEqual([]);
});

it('ends with 2 where a folder is missing: bash ends with 1, which means findings', () => {
  for (const { run } of readActionManifest().runs.steps)
    for (const [line] of run.matchAll(/^\s*cd .*$/gm)) expect(line).toMatch(/ \|\| exit 2$/);
});
