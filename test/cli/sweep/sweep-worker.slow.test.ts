import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openSql } from '../../../src/store/index.js';
import { useAwsServer } from '../../support/aws-tests.js';
import { openAwsAccount } from '../../support/aws-account.js';
import { PROJECT } from '../../support/project-files.js';
import { useStores } from '../../support/stores.js';
import { OLD, zipWith } from '../../support/sweep-zips.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

vi.setConfig({ testTimeout: 120_000 });
const aws = useAwsServer();
const newStore = useStores('server');
const MAIN = join(PROJECT, 'dist/cli/main.js');

function environment(store: string): NodeJS.ProcessEnv {
  const secret = 'a-secret-key';
  return {
    PATH: process.env['PATH'],
    HOME: temporaryFolder(),
    STOWAWAY_STORE: store,
    AWS_ACCESS_KEY_ID: 'AKIATEST',
    AWS_SECRET_ACCESS_KEY: secret,
    AWS_REGION: 'eu-west-1',
  };
}

function stowaway(store: string, ...args: readonly string[]) {
  return spawnSync(process.execPath, [MAIN, 'sweep', ...args], {
    encoding: 'utf8',
    env: environment(store),
  });
}

/** The server runs in this process, so a test must not block while it waits for a command that sends it requests. */
async function finished(store: string, ...args: readonly string[]) {
  const child = spawn(process.execPath, [MAIN, 'sweep', ...args], { env: environment(store) });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (text: Buffer) => (stdout += text.toString()));
  child.stderr.on('data', (text: Buffer) => (stderr += text.toString()));
  const [status] = (await once(child, 'close')) as [number];
  return { status, stdout, stderr };
}

test.each([
  [['worker', '--store', '/tmp/x'], /PostgreSQL server/],
  [['worker', '--metrics-port', '70000'], /0 to 65535/],
  [['--enqueue', '--no-config', '--region', 'eu-west-1', '--store', '/tmp/x'], /PostgreSQL server/],
])('%j is refused with what is wrong with it', (args, message) => {
  const { stderr, status } = stowaway('', ...args);
  expect(stderr).toMatch(message);
  expect(status).toBe(2);
});

test('a sweep is listed by one command, done by another, and reported by a third; nothing secret is printed', async () => {
  const store = newStore();
  const own = await openAwsAccount(aws.server.url, 'eu-west-1');
  const secret = 'value-of-a-variable';
  await own.addFunction('fn', zipWith('fn', OLD), { Environment: { Variables: { TOKEN: secret } } });
  const common = ['--endpoint-url', aws.server.url, '--no-config', '--log', 'json'];
  const listed = await finished(store, '--enqueue', '--region', 'eu-west-1', ...common);
  expect(listed.stdout).toMatch(/^Sweep 1: 1 artifact for workers\./);
  expect(listed.status).toBe(0);
  const worked = await finished(store, 'worker', '--once', ...common);
  const entries = worked.stderr
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(entries).toContainEqual(expect.objectContaining({ event: 'artifact', outcome: 'stored' }));
  expect(entries).toContainEqual(expect.objectContaining({ event: 'finished', run: 1 }));
  expect(worked.status).toBe(1);
  const status = await finished(store, 'status');
  expect(status.stdout).toMatch(/^Sweep 1: \w+, started .*Z, ended .*Z$/m);
  const said = JSON.stringify([listed, worked, status]);
  for (const word of ['X-Amz-Signature', secret, 'a-secret-key', 'postgres://'])
    expect(said).not.toContain(word);
});

test('a worker that waits answers for its health, and ends well on SIGTERM', async () => {
  const store = newStore();
  const args = ['worker', '--endpoint-url', aws.server.url, '--no-config', '--metrics-port', '0'];
  const child = spawn(process.execPath, [MAIN, 'sweep', ...args], { env: environment(store) });
  onTestFinished(() => void child.kill('SIGKILL'));
  let stderr = '';
  child.stderr.on('data', (text: Buffer) => (stderr += text.toString()));
  await vi.waitFor(() => expect(stderr).toContain('Waiting for work'), 60_000);
  const [, url = ''] = /Metrics: (\S+)metrics/.exec(stderr) ?? [];
  expect((await fetch(`${url}health`)).status).toBe(200);
  expect(await (await fetch(`${url}metrics`)).text()).toContain('stowaway_artifacts_left');
  child.kill('SIGTERM');
  expect((await once(child, 'close'))[0]).toBe(0);
  expect(stderr).toContain('Stopping');
});

test('a sweep whose store takes no artifact begins no more work, and ends', async () => {
  const store = newStore();
  const own = await openAwsAccount(aws.server.url, 'eu-west-1');
  for (let at = 0; at < 12; at += 1) await own.addFunction(`full-${at}`, zipWith(`full-${at}`, OLD));
  const sql = await openSql(store);
  onTestFinished(() => sql.close());
  await sql.query(
    `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the disk is full'; END $$`,
  );
  await sql.query(
    'CREATE TRIGGER full_disk BEFORE INSERT ON artifact FOR EACH ROW EXECUTE FUNCTION refuse()',
  );
  aws.server.downloads.length = 0;
  const args = ['--endpoint-url', aws.server.url, '--no-config', '--region', 'eu-west-1', '--jobs', '2'];
  const { status, stderr } = await finished(store, ...args);
  expect(stderr).toContain('the disk is full');
  expect(status).toBe(5);
  expect(aws.server.downloads.length).toBeLessThanOrEqual(4);
});
