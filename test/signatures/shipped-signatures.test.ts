import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { isPopularName } from '../../src/ecosystems/index.js';
import { flowsOf, loadSignatures, testSignatures } from '../../src/signatures/index.js';

const { files, campaigns, flows, errors } = await loadSignatures(
  fileURLToPath(new URL('../../signatures', import.meta.url)),
);

it('every shipped signature is well-formed', () => {
  expect(errors).toEqual([]);
  expect(files.length).toBeGreaterThan(0);
});

it('its bad examples are found, its good ones are not', async () => {
  expect(await testSignatures(files, [], flowsOf(flows))).toEqual([]);
});

it('no campaign calls every version of a popular package malicious', () => {
  const whole = campaigns.flatMap(({ packages }) =>
    Object.entries(packages).flatMap(([ecosystem, names]) =>
      Object.entries(names).flatMap(([name, versions]) =>
        versions === 'any' ? [[ecosystem, name] as const] : [],
      ),
    ),
  );
  expect(whole.length).toBeGreaterThan(4);
  expect(whole.filter(([ecosystem, name]) => isPopularName(ecosystem, name))).toEqual([]);
});
