import { expect, test } from 'vitest';
import { changeSteps, changeWords, type ChangeStep } from '../../src/reporters/change-words.js';
import { changeOf } from '../support/model-builders.js';

test.each<[Partial<ChangeStep>, string]>([
  [{}, 'upgrade left 1.0.0 → 1.5.0'],
  [{ to: '2.0.0', major: true }, 'upgrade left 1.0.0 → 2.0.0, another major'],
  [{ from: ['v0.3.5'], to: 'v0.39.0', major: true }, 'upgrade left v0.3.5 → v0.39.0, another minor of 0.x'],
  [{ from: ['0.9.0'], to: '1.0.0', major: true }, 'upgrade left 0.9.0 → 1.0.0, another major'],
  [{ alias: 'old-left' }, 'upgrade old-left (is left) 1.0.0 → 1.5.0'],
  [
    { action: 'override', from: ['1.0.0', '1.1.0'], broughtBy: ['top'] },
    'override left 1.0.0, 1.1.0 → 1.5.0 (comes with top)',
  ],
  [{ from: ['1.0.0', '1.0.1', '1.1.0'] }, 'upgrade left 1.0.0–1.1.0 → 1.5.0'],
  [
    { from: ['1.0.0', '1.4.0', '1.5.0', '1.6.0'] },
    'upgrade left 1.0.0–1.6.0 → 1.5.0, unless it is 1.5.0 or later',
  ],
  [{ action: 'remove' }, 'replace left 1.0.0 by 1.5.0'],
  [{ action: 'remove', to: null, from: [] }, 'remove left'],
  [{ list: 'requirements.txt' }, 'upgrade left 1.0.0 → 1.5.0, written into requirements.txt'],
  [{ folders: ['', 'functions/pay'] }, 'upgrade left 1.0.0 → 1.5.0 in the top folder, functions/pay'],
])('%j reads: %s', (fields, words) => {
  expect(changeWords({ ...changeOf('left'), folders: [], ...fields })).toBe(words);
});

const ROOTS = ['', 'pay', 'ship'].map((path) => ({ id: `npm:${path}`, path, name: null, manager: 'npm' }));

function stepsOf(
  ...roots: readonly string[]
): readonly (readonly [command: string | null, folders: readonly string[]])[] {
  const changes = roots.map((root, at) => changeOf('left', { root: `npm:${root}`, clears: [`${at}`] }));
  return changeSteps({ changes, roots: ROOTS }).map(({ command, folders }) => [command, folders]);
}

test('a step names the list that people write', () => {
  const [first] = ROOTS;
  const roots = first ? [{ ...first, list: 'requirements.txt' }] : [];
  const changes = [changeOf('left', { root: 'npm:' })];
  expect(changeSteps({ changes, roots }).map(({ list }) => list)).toEqual(['requirements.txt']);
});

test('folders that need the same change share a step that names them', () => {
  expect(stepsOf('pay')).toEqual([['npm install left@1.5.0', []]]);
  expect(stepsOf('', 'ship')).toEqual([['npm install left@1.5.0', ['', 'ship']]]);
});

test('a shared step clears the findings of all its folders, and different changes name theirs', () => {
  const changes = [
    changeOf('left', { root: 'npm:pay', clears: ['1'] }),
    changeOf('right', { root: 'npm:ship', clears: ['2'] }),
    changeOf('left', { root: 'npm:ship', clears: ['3'] }),
  ];
  expect(
    changeSteps({ changes, roots: ROOTS }).map(({ name, clears, folders }) => [name, clears, folders]),
  ).toEqual([
    ['left', ['1', '3'], ['pay', 'ship']],
    ['right', ['2'], ['ship']],
  ]);
});
