import { afterAll, beforeAll, beforeEach, vi } from 'vitest';
import { startAwsServer, type AwsServer } from './aws-server.js';
import { NO_MOTO } from './moto-process.js';

/** An AWS for the tests of a file, which are skipped, with the reason, where moto is not installed. */
export function useAwsServer(): { readonly server: AwsServer } {
  let server: AwsServer | undefined;
  beforeAll(async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIATEST');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
    if (NO_MOTO === null) server = await startAwsServer();
  }, 60_000);
  beforeEach(({ skip }) => skip(NO_MOTO !== null, NO_MOTO ?? ''));
  afterAll(() => server?.stop());
  return {
    get server() {
      if (!server) throw new Error('The server is there in tests only.');
      return server;
    },
  };
}
