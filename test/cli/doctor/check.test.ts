import { expect, it } from 'vitest';
import { shownPath } from '../../../src/cli/doctor/check.js';

it.each([
  ['/home/ann/.cache', '~/.cache'],
  ['/home/ann', '~'],
  ['/home/anna/.cache', '/home/anna/.cache'],
])('%s is shown as %s', (path, shown) => {
  expect(shownPath(path, { home: '/home/ann' })).toBe(shown);
});
