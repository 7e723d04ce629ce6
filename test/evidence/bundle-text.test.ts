import { expect, it } from 'vitest';
import { bundleText } from '../../src/evidence/bundle-text.js';

it('a bundle is told with the bytes that it was read of', () => {
  expect(bundleText('x.js', Buffer.from('"ä"'))).toEqual({ path: 'x.js', size: 4, text: '"ä"' });
});
