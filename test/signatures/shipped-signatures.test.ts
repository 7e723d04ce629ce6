import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { loadSignatures, testSignatures } from '../../src/signatures/index.js';

const { files, errors } = await loadSignatures(fileURLToPath(new URL('../../signatures', import.meta.url)));

it('every shipped signature is well-formed', () => {
  expect(errors).toEqual([]);
  expect(files.length).toBeGreaterThan(0);
});

it('its bad examples are found, its good ones are not', async () => {
  expect(await testSignatures(files)).toEqual([]);
});
