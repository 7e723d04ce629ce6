import { expect, test, vi } from 'vitest';
import { openClients } from '../../../src/aws/access/clients.js';
import { configuredRegion } from '../../../src/aws/access/configured-region.js';
import { quietSdk } from '../../../src/aws/access/quiet-sdk.js';

const NAME = 'AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED';

test.each([
  [undefined, 'true'],
  ['false', 'false'],
])('the variable is set unless the user did: %j', (before, after) => {
  const env: NodeJS.ProcessEnv = { [NAME]: before };
  quietSdk(env);
  expect(env[NAME]).toBe(after);
});

test.each([
  ['clients', async () => openClients({ region: 'eu-west-1', endpoint: null, agent: undefined }).close()],
  ['the configured region', () => configuredRegion()],
])('whatever starts the SDK sets it: %s', async (_, start) => {
  vi.stubEnv(NAME, undefined);
  await start();
  expect(process.env[NAME]).toBe('true');
});
