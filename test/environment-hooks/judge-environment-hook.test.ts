import { expect, test } from 'vitest';
import { judgeEnvironmentHook } from '../../src/environment-hooks/judge-environment-hook.js';

test.each([
  ['LD_AUDIT', 'function', null, 'high'],
  ['LD_AUDIT', 'unknown', null, 'medium'],
  ['LD_PRELOAD', 'function', 'a memory allocator', 'low'],
  ['NODE_OPTIONS', 'value', null, 'high'],
  ['NODE_OPTIONS', 'value', 'Datadog', 'high'],
  ['PYTHONSTARTUP', 'elsewhere', null, 'medium'],
  ['PYTHONSTARTUP', 'function', null, 'low'],
] as const)('%s set to code of %s, vendor %s', (...[name, code, vendor, severity]) => {
  expect(judgeEnvironmentHook({ name, code, vendor }).severity).toBe(severity);
});

test('code in the value is not called a file', () => {
  const { title, why } = judgeEnvironmentHook({ name: 'NODE_OPTIONS', code: 'value', vendor: null });
  expect(title).toBe('NODE_OPTIONS makes the runtime load code that its value holds');
  expect(why).toContain('is in no file');
});
