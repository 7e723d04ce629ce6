import { describe, expect, it, test } from 'vitest';
import { configuredPython, valuesOf } from '../../../src/ecosystems/pypi/python-environment.js';

test.each([
  ['python3.12', 'arm64', { pythonVersion: '3.12', machine: 'aarch64' }],
  ['python3.12', 'x86_64', { pythonVersion: '3.12', machine: 'x86_64' }],
  ['python2.7', null, { pythonVersion: '2.7', machine: null }],
  ['python39', '__proto__', { pythonVersion: '3.9', machine: null }],
  ['nodejs22.x', 'arm64', undefined],
  [null, 'arm64', undefined],
])('%s on %s', (runtime, architecture, expected) =>
  expect(configuredPython(runtime, architecture)).toEqual(expected),
);

describe('values of a variable', () => {
  it.each([
    ['sys_platform', '2.7', ['linux2']],
    ['sys.platform', '2.7', ['linux2']],
    ['platform_system', '2.7', ['Linux']],
    ['sys_platform', '3.12', ['linux']],
    ['sys_platform', null, ['linux']],
    ['python_version', '2.7', ['2.7']],
    ['python_version', null, []],
    ['python_full_version', '3.9', ['3.9.0', '3.9.9999']],
    ['platform_release', '3.9', []],
  ])('%s on Python %s', (name, pythonVersion, expected) =>
    expect(valuesOf(name, { pythonVersion, machine: null })).toEqual(expected),
  );
});
