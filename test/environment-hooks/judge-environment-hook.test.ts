import { expect, test } from 'vitest';
import { judgeEnvironmentHook } from '../../src/environment-hooks/judge-environment-hook.js';

test.each([
  ['LD_AUDIT', 'function', null, 'high'],
  ['LD_AUDIT', 'unknown', null, 'medium'],
  ['LD_PRELOAD', 'function', 'a memory allocator', 'low'],
  ['PYTHONSTARTUP', 'elsewhere', null, 'medium'],
  ['PYTHONSTARTUP', 'function', null, 'low'],
] as const)('%s set to code of %s, vendor %s', (...[name, code, vendor, severity]) => {
  expect(judgeEnvironmentHook({ name, code, vendor }).severity).toBe(severity);
});
