import { expect, it } from 'vitest';
import { startUpCode } from '../../../src/signatures/python-behaviour/start-up-code.js';

it('keeps lines that Python runs, in their places', () => {
  expect(startUpCode('./a\nimport x; x.y()\nimportant')).toBe('   \nimport x; x.y()\n         ');
});
