import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { digestOfSources } from '../../scripts/action/source-files.mjs';
import { checkOutAction, newMachine, PUSH } from '../support/action-job.js';
import { runAction, type JobResult, type RunnerMachine } from '../support/action-runner.js';
import { startLockedRegistry, type LockedRegistry } from '../support/locked-registry.js';
import { packageTarball } from '../support/package-tarball.js';
import { PROJECT } from '../support/project-files.js';
import { temporaryFolder } from '../support/temporary-folder.js';

// Each job installs a hundred packages.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

let registry: LockedRegistry;
let machine: RunnerMachine;

function put(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

beforeEach(async () => {
  registry = await startLockedRegistry();
  const folder = temporaryFolder();
  const actionFolder = join(folder, 'action');
  checkOutAction(actionFolder);
  const bare = newMachine(folder, { apiUrl: 'http://127.0.0.1:9', actionFolder, isInstalled: false });
  // An empty cache: everything comes from the registry.
  const settings = {
    npm_config_cache: join(folder, 'npm'),
    npm_config_registry: registry.url,
    npm_config_userconfig: join(folder, 'npmrc'),
    npm_config_fetch_retries: '0',
    NODE_ENV: 'production',
  };
  machine = { ...bare, env: { ...bare.env, ...settings } };
  put(join(machine.workspace, 'lib/index.js'), 'exports.handler = async () => 1;\n');
});

/** Code that leaves a mark when it runs. */
const EVIL = "require('node:fs').writeFileSync(`${process.env.RUNNER_TEMP}/it-ran`, '');\n";

function run(): Promise<JobResult> {
  return runAction(machine, PUSH, { path: 'lib', offline: 'true' });
}

function itRan(): boolean {
  return existsSync(join(machine.temporaryFolder, 'it-ran'));
}

function integrityOf(tarball: Uint8Array): string {
  return `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
}

/** The package that an attacker publishes under a free name. */
function publishFalse(name: string, version: string): void {
  const scripts = { preinstall: 'node evil.cjs', install: 'node evil.cjs', postinstall: 'node evil.cjs' };
  const manifest = { name, version, main: 'evil.cjs', bin: { stowaway: 'evil.cjs' }, scripts };
  const tarball = Buffer.from(
    packageTarball({
      'package.json': JSON.stringify(manifest),
      'evil.cjs': EVIL,
      'dist/cli/main.js': EVIL,
    }),
  );
  registry.falsePackages.set(name, { version, tarball, integrity: integrityOf(tarball) });
}

function versionOf(name: string): string {
  const { packages } = JSON.parse(readFileSync(join(PROJECT, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { version: string }>;
  };
  return packages[name === 'stowaway' ? '' : `node_modules/${name}`]?.version ?? '';
}

function publish(tarball: Buffer): void {
  const version = versionOf('stowaway');
  registry.falsePackages.set('stowaway', { version, tarball, integrity: integrityOf(tarball) });
}

/** Writes what scripts/release.mjs writes. */
function recordRelease(tarball: Buffer): void {
  const published = {
    version: versionOf('stowaway'),
    integrity: integrityOf(tarball),
    sources: digestOfSources(machine.actionFolder),
  };
  put(join(machine.actionFolder, 'published.json'), JSON.stringify(published));
}

/** Packs this project, built before, as a release. */
function release(): Buffer {
  const folder = temporaryFolder();
  execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], {
    cwd: PROJECT,
  });
  const tarball = readFileSync(join(folder, `stowaway-${versionOf('stowaway')}.tgz`));
  recordRelease(tarball);
  return tarball;
}

describe('while nothing is published', () => {
  it('a commit is built from itself: no registry is queried for the free name, and no other configuration is obeyed', async () => {
    publishFalse('stowaway', versionOf('stowaway'));
    const { workspace, temporaryFolder: around } = machine;
    const elsewhere = 'registry=http://registry.example.invalid/\nignore-scripts=false\n';
    put(join(workspace, '.npmrc'), elsewhere);
    put(join(workspace, 'package.json'), '{ "workspaces": ["../temp/stowaway"], "type": "commonjs" }');
    put(join(workspace, 'node_modules/commander/index.js'), EVIL);
    put(join(around, '../.npmrc'), elsewhere);
    put(join(around, '../package.json'), '{ "workspaces": ["temp/stowaway"] }');
    put(join(around, 'stowaway/.npmrc'), elsewhere);
    put(join(around, 'stowaway/start.mjs'), EVIL);
    put(join(around, 'stowaway/dist/cli/main.js'), EVIL);
    const { code, log } = await run();
    expect([code, itRan()]).toEqual([0, false]);
    expect(log).toContain('is built from this commit: no published package belongs to these sources.');
    expect(log).toMatch(/\d+ packages installed in \d+\.\d s: SHA-512 as package-lock\.json/);
    expect(registry.requests.filter((path) => path.includes('stowaway'))).toEqual([]);
  });

  it.each(['commander', 'esbuild'])('a false %s is refused before anything runs', async (name) => {
    publishFalse(name, versionOf(name));
    const { code, log, commands } = await run();
    expect([code, itRan()]).toEqual([2, false]);
    expect(log).toMatch(/npm error code EINTEGRITY/);
    expect(commands).toEqual([
      expect.objectContaining({
        name: 'error',
        message: expect.stringMatching(
          /could not be installed: .*\(EINTEGRITY\).*Nothing of it ran/,
        ) as string,
      }),
    ]);
  });

  it('a registry that lacks a package: its errors are shown, and no command in them is obeyed', async () => {
    registry.falsePackages.set('yaml', { version: '0.0.1', tarball: Buffer.from(''), integrity: '' });
    const { code, log, commands } = await run();
    expect([code, itRan()]).toEqual([2, false]);
    expect(log).toMatch(/npm error code ETARGET/);
    expect(commands.map(({ message }) => message)).toEqual([
      expect.stringMatching(/\(ETARGET\)\. Check the network and the registry/),
    ]);
  });

  it('no registry at all', async () => {
    machine = { ...machine, env: { ...machine.env, npm_config_registry: 'http://127.0.0.1:9/' } };
    const { code, log, commands } = await run();
    expect([code, commands.length]).toEqual([2, 1]);
    expect(log).toMatch(/npm error code ECONNREFUSED/);
  });

  it('a commit that does not build', async () => {
    put(join(machine.actionFolder, 'src/index.ts'), 'export const = 1;\n');
    const { code, commands } = await run();
    expect([code, commands[0]?.message]).toEqual([
      2,
      expect.stringContaining('scripts/transpile.mjs could not build it: see the log.'),
    ]);
  });
});

describe('once a release is published', () => {
  it('its tarball runs, at the commit that it was made from', async () => {
    publish(release());
    const { code, log } = await run();
    expect(code).toBe(0);
    expect(log).toContain('is installed as published: published.json of this commit has its SHA-512.');
    expect(registry.requests.some((path) => path.includes('esbuild'))).toBe(false);
  });

  it('a release that cannot be loaded ends with 2, which is no finding', async () => {
    const manifest = { name: 'stowaway', version: versionOf('stowaway'), type: 'module' };
    const tarball = Buffer.from(packageTarball({ 'package.json': JSON.stringify(manifest) }));
    recordRelease(tarball);
    publish(tarball);
    const { code, log, commands } = await run();
    expect([code, commands.map(({ message }) => message)]).toEqual([
      2,
      ['stowaway could not be started: see the log.'],
    ]);
    expect(log).toContain('ERR_MODULE_NOT_FOUND');
  });

  it('another tarball under its name is refused before anything runs', async () => {
    release();
    publishFalse('stowaway', versionOf('stowaway'));
    const { code, log, commands } = await run();
    expect([code, itRan(), commands.length]).toEqual([2, false, 1]);
    expect(log).toMatch(/npm error code EINTEGRITY/);
  });
});
