import { expect, test } from 'vitest';
import { readMarker } from '../../../src/ecosystems/pypi/markers.js';

const LAMBDA = { pythonVersion: '3.12', machine: 'x86_64' };
const UNKNOWN = { pythonVersion: null, machine: null };
const extras = new Set(['socks']);

test.each([
  ["python_version < '3.8'", false, null],
  ["python_version >= '3.10'", true, null],
  ["'3.10' <= python_version", true, null],
  ["python_version in '3.11 3.12'", true, null],
  ["python_version not in '2.7'", true, null],
  ["python_full_version >= '3.12.0'", true, null],
  ["python_full_version < '3.12.4'", null, null],
  ["python_full_version < '3.11.4'", false, null],
  ["sys_platform == 'win32'", false, false],
  ['platform_system != "Windows"', true, true],
  ["os.name == 'nt'", false, false],
  ["platform_machine == 'x86_64'", true, null],
  ["platform_python_implementation == 'PyPy'", false, false],
  ["extra == 'Socks'", true, true],
  ["extra == 'test'", false, false],
  ["'socks' in extras", true, true],
  ["'dev' in dependency_groups", false, false],
  ["sys_platform == 'win32' and python_version < '3.8'", false, false],
  ["sys_platform == 'linux' or python_version < '3.8'", true, true],
  ["sys_platform == 'win32' or sys_platform == 'linux' and extra == 'test'", false, false],
  ["(sys_platform == 'win32' or sys_platform == 'linux') and (extra == 'socks')", true, true],
  ["platform_release >= '5'", null, null],
  ["python_version < '3.8", null, null],
  ["python_version ~ '3.8'", null, null],
  ['and', null, null],
  ["(sys_platform == 'linux'", null, null],
  ["sys_platform == 'linux')", null, null],
  ["__proto__ == 'x'", null, null],
  ['', null, null],
])('%s is %j, and %j where nothing is known', (text, known, unknown) => {
  const marker = readMarker(text);
  expect([marker(LAMBDA, extras), marker(UNKNOWN, extras)]).toEqual([known, unknown]);
});

test('no condition holds everywhere', () => expect(readMarker(null)(UNKNOWN, extras)).toBe(true));

test('brackets nest without end, and thousands of conditions are joined, without harm', () => {
  const nested = `${'('.repeat(3000)}os_name == 'posix'${')'.repeat(3000)}`;
  expect(readMarker(nested)(LAMBDA, extras)).toBeNull();
  const wide = Array(350).fill("os_name == 'nt'").join(' or ');
  expect(readMarker(wide)(LAMBDA, extras)).toBe(false);
});
