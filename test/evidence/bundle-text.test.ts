import { expect, it } from 'vitest';
import { bundleText } from '../../src/evidence/bundle-text.js';

it('a bundle has the size of its bytes', () => {
  expect(bundleText('x.js', Buffer.from('"ä"'))).toEqual({ path: 'x.js', size: 4, text: '"ä"' });
});
