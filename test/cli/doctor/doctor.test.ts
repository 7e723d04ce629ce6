import { describe, expect, it } from 'vitest';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Surroundings } from '../../../src/cli/doctor/check.js';
import { checksOf, doctorText } from '../../../src/cli/doctor/doctor.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { RAW_DANGER } from '../../support/hostile-report.js';

function surroundingsIn(home: string, env: Surroundings['env'] = {}): Surroundings {
  return { env, home, cwd: home, now: new Date('2026-11-28T00:00:00Z') };
}

function flagsIn(home: string) {
  const dbUrl = 'https://osv.example.invalid/';
  return { db: join(home, 'db'), cache: join(home, 'cache'), dbUrl, format: 'text' as const };
}

describe('doctor', () => {
  it('names what is there in an order that does not change', async () => {
    const home = temporaryFolder();
    const checks = await checksOf(flagsIn(home), surroundingsIn(home));
    expect(checks.map(({ name }) => name)).toEqual([
      'stowaway',
      'Node',
      'advisories',
      'cache',
      'network',
      'Python index',
      'AWS SDK',
      'store',
      'PostgreSQL',
      'AWS credentials',
    ]);
  });

  it('shows no secret and no name of the user', async () => {
    const home = temporaryFolder();
    const env = {
      HTTPS_PROXY: 'http://ann:proxy-secret@proxy.example.invalid:3128',
      AWS_ACCESS_KEY_ID: 'key-secret',
      AWS_SECRET_ACCESS_KEY: 'access-secret',
      AWS_REGION: 'eu-central-1',
    };
    const text = doctorText(await checksOf(flagsIn(home), surroundingsIn(home, env)));
    expect(text).toContain('proxy proxy.example.invalid:3128');
    expect(text).toContain('variables AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; region eu-central-1');
    expect(text).toContain('~/cache: 0 results');
    expect(text).not.toMatch(/secret\b(?!_)/i);
    expect(text).not.toContain(home);
  });

  it('a hostile environment does not reach the terminal raw', async () => {
    const home = temporaryFolder();
    const env = { AWS_PROFILE: 'evil\u001B[2J', AWS_REGION: '\u202Eevil' };
    mkdirSync(join(home, '.aws'));
    writeFileSync(join(home, '.aws', 'config'), '');
    const text = doctorText(await checksOf(flagsIn(home), surroundingsIn(home, env)));
    expect(text).toContain('evil');
    expect(RAW_DANGER.test(text)).toBe(false);
  });

  it('with --online tells whether the server answers', async () => {
    const home = temporaryFolder();
    const methods: (string | undefined)[] = [];
    const server = createServer(({ method }, response) => {
      methods.push(method);
      response.writeHead(204).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const flags = { ...flagsIn(home), online: true, dbUrl: `http://127.0.0.1:${port}/` };
    const reach = async () =>
      (await checksOf(flags, surroundingsIn(home))).find(({ name }) => name === 'reach');
    expect(await reach()).toMatchObject({ state: 'ok', words: `127.0.0.1:${port} answers (204)` });
    await new Promise((resolve) => server.close(resolve));
    expect(await reach()).toMatchObject({ state: 'bad', hint: expect.stringContaining('HTTPS_PROXY') });
    expect(methods).toEqual(['HEAD']);
    const checks = await checksOf({ ...flags, dbUrl: 'nonsense' }, surroundingsIn(home));
    const wrong = checks.find(({ name }) => name === 'reach');
    expect(wrong).toMatchObject({ state: 'bad', words: 'nonsense is not a URL' });
  });
});
