import { expect, test } from 'vitest';
import { requireSdk, requireWishedSdk } from '../../../src/aws/access/require-sdk.js';

test('a missing SDK is reported with what to install', async () => {
  const missing = Object.assign(new Error('x'), { code: 'ERR_MODULE_NOT_FOUND' });
  await expect(requireSdk(() => Promise.reject(missing))).rejects.toMatchObject({
    code: 'config',
    hint: expect.stringContaining('npm install @aws-sdk/client-lambda'),
  });
});

test('any other failure to load is a bug', async () => {
  await expect(requireSdk(() => Promise.reject(new TypeError('bug')))).rejects.toThrow('bug');
});

test('it is there for us', async () => {
  await expect(requireSdk()).resolves.toBeUndefined();
  await expect(requireWishedSdk(['sns', 'securityhub', 'tags'])).resolves.toBeUndefined();
});
