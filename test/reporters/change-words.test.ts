import { expect, test } from 'vitest';
import type { Change } from '../../src/model/index.js';
import { changeWords } from '../../src/reporters/change-words.js';
import { changeOf } from '../support/model-builders.js';

test.each<[Partial<Change>, string]>([
  [{}, 'upgrade left 1.0.0 → 1.5.0'],
  [{ to: '2.0.0', major: true }, 'upgrade left 1.0.0 → 2.0.0, another major'],
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
])('%j reads: %s', (fields, words) => {
  expect(changeWords(changeOf('left', fields))).toBe(words);
});
