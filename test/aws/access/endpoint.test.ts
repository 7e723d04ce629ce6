import { expect, test } from 'vitest';
import { isSafeAddress, requireSafeAddress } from '../../../src/aws/access/endpoint.js';

test.each([
  ['https://x.example.invalid/', true],
  ['http://localhost:8080/', true],
  ['http://127.0.0.1/', true],
  ['http://[::1]/', true],
  ['http://x.example.invalid/', false],
  ['http://localhost.example.invalid/', false],
  ['ftp://localhost/', false],
])('%s: %s', (address, isSafe) => {
  const url = new URL(address);
  expect(isSafeAddress(url)).toBe(isSafe);
});

test('an address that is not safe is reported, without its path', () => {
  expect(() => requireSafeAddress(new URL('https://x.example.invalid/'))).not.toThrow();
  const unsafe = new URL('http://x.example.invalid/secret');
  expect(() => requireSafeAddress(unsafe)).toThrow(
    /^The endpoint http:\/\/x\.example\.invalid is not encrypted\.$/,
  );
});
