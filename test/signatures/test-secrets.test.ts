import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { isSecretRule, loadSignatures, testSecrets } from '../../src/signatures/index.js';

const { secrets, errors } = await loadSignatures(fileURLToPath(new URL('../../signatures', import.meta.url)));

it('every shipped rule about secrets is well-formed', () => {
  expect(errors).toEqual([]);
  expect(secrets.filter(isSecretRule).length).toBeGreaterThan(40);
});

it('its bad examples are found, its good ones are not', async () => {
  expect(await testSecrets(secrets)).toEqual([]);
});
