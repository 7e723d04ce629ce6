import { expect, test } from 'vitest';
import { scriptText } from '../../src/syntax/index.js';

test.each([
  ['UTF-8', Buffer.from('"ä€"'), '"ä€"'],
  ['anything else, a byte a character', Buffer.from([0x22, 0xe4, 0xff, 0x22]), '"\u00e4\u00ff"'],
])('%s', (_what, bytes, text) => {
  expect(scriptText(bytes)).toBe(text);
});
