import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { beforeEach, expect, test } from 'vitest';
import { startRegistryServer, type RegistryServer } from '../../support/registry-server.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const MAIN = join(import.meta.dirname, '../../../dist/cli/main.js');
const run = promisify(execFile);

let folder: string;
/** Caches are outside of what is scanned. */
let home: string;
let registry: RegistryServer;

function write(path: string, content: string | object): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content, null, 2));
}

function release(name: string, version: string, fields: object = {}): void {
  registry.publish(
    { 'package.json': JSON.stringify({ name, version, ...fields }) },
    { listed: { ...fields } },
  );
}

beforeEach(async () => {
  folder = temporaryFolder();
  home = temporaryFolder();
  registry = await startRegistryServer();
  release('minimist', '1.2.0');
  release('left', '1.0.0', { dependencies: { minimist: '^1.2.0' } });
});

function environment(): NodeJS.ProcessEnv {
  return {
    ...process.env,
    XDG_CACHE_HOME: join(home, 'cache'),
    XDG_DATA_HOME: join(home, 'data'),
    npm_config_cache: join(home, 'npm'),
    npm_config_registry: registry.url,
    npm_config_update_notifier: 'false',
  };
}

async function npm(...argv: string[]): Promise<void> {
  await run('npm', [...argv, '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder,
    env: environment(),
  });
}

interface Tree {
  readonly advisories: readonly { name: string; version: string; rule: string }[];
}

interface Fix {
  readonly proven: boolean;
  readonly reason: string | null;
  readonly changes: readonly { readonly cost: string; readonly name: string; readonly clears: number }[];
  readonly leftAlone: readonly { readonly name: string; readonly why: string }[];
  readonly tree: Tree | null;
}

async function fix(...argv: string[]): Promise<Fix> {
  const options = ['fix', '.', '--no-progress', '--format', 'json', ...argv];
  const { stdout } = await run(process.execPath, [MAIN, ...options], { cwd: folder, env: environment() });
  return JSON.parse(stdout) as Fix;
}

/** `name version rule` of each advisory that a scan of the folder finds. */
async function advisories(): Promise<string[]> {
  const { stdout } = await run(
    process.execPath,
    [MAIN, 'scan', '.', '--format', 'json', '--fail-on', 'none', '--allow-incomplete', '--no-progress'],
    { cwd: folder, env: environment(), maxBuffer: 1e8 },
  ).catch((error: unknown) => error as { stdout: string });
  const { artifacts } = JSON.parse(stdout) as {
    artifacts: {
      packages: { id: string; name: string; version: string }[];
      findings: { kind: string; rule: string; package: string }[];
    }[];
  };
  return artifacts.flatMap(({ packages, findings }) =>
    findings
      .filter(({ kind }) => kind === 'advisory')
      .map((one) => {
        const found = packages.find(({ id }) => id === one.package);
        return `${found?.name} ${found?.version} ${one.rule}`;
      }),
  );
}

/** Installs before the fixed release is published. */
async function installOld(dependencies: Readonly<Record<string, string>>): Promise<void> {
  const [first = ''] = Object.keys(dependencies);
  write('index.js', `exports.handler = () => require('${first}');`);
  write('package.json', { name: 'pay', version: '1.0.0', dependencies });
  await npm('install');
  release('minimist', '1.2.6');
}

test('the lockfile alone is changed where dependents allow the fix, and npm installs what the plan promised', async () => {
  await installOld({ left: '1.0.0' });
  expect((await advisories()).length).toBeGreaterThan(0);
  const manifest = readFileSync(join(folder, 'package.json'), 'utf8');
  const { proven, changes, tree } = await fix('--write');
  expect({ proven, changes }).toMatchObject({
    proven: true,
    changes: [{ cost: 'lockfile', name: 'minimist' }],
  });
  expect(readFileSync(join(folder, 'package.json'), 'utf8')).toBe(manifest);
  await npm('ci');
  expect(JSON.parse(readFileSync(join(folder, 'node_modules/minimist/package.json'), 'utf8'))).toMatchObject({
    version: '1.2.6',
  });
  expect(await advisories()).toEqual(
    tree?.advisories.map(({ name, version, rule }) => `${name} ${version} ${rule}`),
  );
});

test('an override where nothing else helps; --write changes manifest and lockfile, and npm ci accepts both', async () => {
  release('stuck', '1.0.0', { dependencies: { minimist: '1.2.0' } });
  await installOld({ stuck: '1.0.0' });
  expect((await fix('--write')).changes).toMatchObject([{ cost: 'override', name: 'minimist' }]);
  await npm('ci');
  expect(await advisories()).toEqual([]);
});

test('a change that a peer forbids is not made', async () => {
  release('plugin', '1.0.0', { peerDependencies: { minimist: '1.2.0' } });
  await installOld({ plugin: '1.0.0', minimist: '^1.2.0' });
  const { changes, leftAlone } = await fix();
  expect(changes).toEqual([]);
  expect(leftAlone).toMatchObject([{ name: 'minimist', why: expect.stringContaining('peer') as string }]);
});

test.each<[what: string, argv: string[], prepare: () => void, reason: string]>([
  ['offline', ['--offline'], () => undefined, 'offline'],
  [
    'another manager with settings that may load code',
    [],
    () => {
      write('pnpm-lock.yaml', "lockfileVersion: '9.0'\n");
      write('pnpm-workspace.yaml', 'configDependencies:\n  x: 1.0.0\n');
    },
    'the setting configDependencies is not handed to the package manager',
  ],
  [
    'a lockfile that cannot be read',
    [],
    () => write('package-lock.json', '{"lockfileVersion":3,"packages":{'),
    'The lockfile is no JSON object and was not read.',
  ],
])('not proven: %s', async (...[, argv, prepare, reason]) => {
  await installOld({ minimist: '~1.2.0' });
  prepare();
  expect(await fix(...argv)).toMatchObject({
    proven: false,
    reason,
    changes: [{ name: 'minimist' }],
    tree: null,
  });
});

test('a member of a workspace is changed in its manifest, and the lockfile of the root is proven', async () => {
  write('package.json', { name: 'root', workspaces: ['pay'] });
  write('pay/package.json', { name: 'pay', version: '1.0.0', dependencies: { minimist: '1.2.0' } });
  write('pay/index.js', "exports.handler = () => require('minimist');");
  await npm('install');
  release('minimist', '1.2.6');
  const { proven, changes } = await fix('--manifest', 'pay/package.json', '--write');
  expect({ proven, changes }).toMatchObject({ proven: true, changes: [{ name: 'minimist' }] });
  expect(JSON.parse(readFileSync(join(folder, 'pay/package.json'), 'utf8'))).not.toMatchObject({
    dependencies: { minimist: '1.2.0' },
  });
  await npm('ci');
  expect(JSON.parse(readFileSync(join(folder, 'node_modules/minimist/package.json'), 'utf8'))).toMatchObject({
    version: '1.2.6',
  });
});

test('the root of a workspace forces what members bring', async () => {
  release('stuck', '1.0.0', { dependencies: { minimist: '1.2.0' } });
  write('package.json', { name: 'root', workspaces: ['pay'] });
  write('pay/package.json', { name: 'pay', version: '1.0.0', dependencies: { stuck: '1.0.0' } });
  write('pay/index.js', "exports.handler = () => require('stuck');");
  await npm('install');
  release('minimist', '1.2.6');
  const { proven, changes, tree } = await fix('--write');
  expect({ proven, changes, tree }).toMatchObject({
    proven: true,
    changes: [{ cost: 'override', name: 'minimist' }],
    tree: { advisories: [] },
  });
  await npm('ci');
  expect(await advisories()).toEqual([]);
});
