import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { expect, test, vi } from 'vitest';
import { openAws } from '../../../src/aws/index.js';
import { download } from '../../../src/aws/code/download.js';
import { readNetworkSettings, secureAgent } from '../../../src/network/index.js';
import { NO_OPENSSL, startProxied } from '../../support/proxied-server.js';
import { quickClock } from '../../support/quick-clock.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const IDENTITY =
  '<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::123456789012:user/me</Arn><Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>';

function answer({ method }: IncomingMessage, response: ServerResponse): void {
  response.end(method === 'POST' ? IDENTITY : 'code');
}

test('calls and downloads go through the proxy, at AWS’s own addresses', async ({ skip }) => {
  skip(NO_OPENSSL !== null, NO_OPENSSL ?? '');
  const server = await startProxied(['*.eu-west-1.amazonaws.com'], answer);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIATEST');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
  const agent = await secureAgent(readNetworkSettings({ env: server.env, home: '/no-home', cwd: null }));
  const aws = await openAws({
    region: 'eu-west-1',
    endpoint: null,
    paceFactor: 1000,
    clock: quickClock(),
    agent,
  });
  expect(aws.own.account).toBe('123456789012');
  const file = join(temporaryFolder(), 'code.zip');
  const sha256 = createHash('sha256').update('code').digest('hex');
  const link = { url: 'https://code.eu-west-1.amazonaws.com/it', sha256 };
  expect(await download(link, file, { maxBytes: 100, agent: aws.own.agent })).toBe(4);
  expect(existsSync(file)).toBe(true);
  expect(server.tunnels.map(([host]) => host)).toEqual([
    'sts.eu-west-1.amazonaws.com:443',
    'code.eu-west-1.amazonaws.com:443',
  ]);
  aws.close();
});
