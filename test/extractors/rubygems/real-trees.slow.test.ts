import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeInventory } from '../../../src/inventory/index.js';
import { folderTree } from '../../support/folder-tree.js';

const hasBundler = spawnSync('bundle', ['--version']).status === 0;
const folder = mkdtempSync(join(tmpdir(), 'stowaway-ruby-'));
const app = join(folder, 'app');
afterAll(() => rmSync(folder, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function run(command: string, args: readonly string[], cwd: string): string {
  return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

function specification(name: string, version: string, lines = ''): string {
  return `Gem::Specification.new do |s|
  s.name = '${name}'
  s.version = '${version}'
  s.summary = 'x'
  s.authors = ['x']
  s.license = 'MIT'
  s.files = ['lib/${name}.rb']
${lines}end
`;
}

/** Builds a gem into the local repository. */
function buildGem(name: string, version: string, lines = ''): void {
  const own = `gems/${name}-${version}`;
  write(`${own}/x.gemspec`, specification(name, version, lines));
  write(`${own}/lib/${name}.rb`, `module X; end # ${name}\n`);
  const file = join(folder, 'repository/gems', `${name}-${version}.gem`);
  run('gem', ['build', 'x.gemspec', '--force', '--output', file], join(folder, own));
}

/** What Bundler itself says is installed: `  * alpha-tool (1.1.0)`. */
function listedByBundler(): string[] {
  return run('bundle', ['list'], app)
    .split('\n')
    .flatMap((line) => /^ {2}\* (\S+) \((\S+?)[ )]/.exec(line)?.slice(1, 3).join('@') ?? [])
    .filter((each) => !each.startsWith('bundler@'));
}

describe.skipIf(!hasBundler)('what Bundler installs from a local repository', () => {
  beforeAll(() => {
    mkdirSync(join(folder, 'repository/gems'), { recursive: true });
    buildGem('alpha-tool', '1.0.0', "  s.add_dependency 'beta_lib', '~> 1.0'\n");
    buildGem(
      'alpha-tool',
      '1.1.0',
      "  s.add_dependency 'beta_lib', '~> 1.0'\n  s.add_dependency 'gamma.x'\n",
    );
    buildGem('beta_lib', '1.2.0');
    buildGem('beta_lib', '1.10.0', "  s.add_development_dependency 'never'\n");
    buildGem('beta_lib', '2.0.0');
    buildGem('gamma.x', '0.1.0.rc1');
    buildGem('gamma.x', '0.0.9');
    run('gem', ['generate_index', '--directory', join(folder, 'repository')], folder);
    write('delta/delta.gemspec', specification('delta', '0.3.1'));
    write('delta/lib/delta.rb', 'module Delta; end\n');
    const git = ['-c', 'user.email=a@example.invalid', '-c', 'user.name=a'];
    for (const args of [
      ['init', '-q'],
      ['add', '.'],
      [...git, 'commit', '-qm', 'x'],
    ])
      run('git', args, join(folder, 'delta'));
    write(
      'app/Gemfile',
      `source "file://${folder}/repository"\ngem "alpha-tool"\ngem "delta", git: "${folder}/delta"\n`,
    );
    write('app/function.rb', "require 'alpha-tool'\ndef handler(event:, context:) = 1\n");
    run('bundle', ['config', 'set', '--local', 'path', 'vendor/bundle'], app);
    run('bundle', ['install'], app);
  }, 120_000);

  it('is found as Bundler lists it, with edges and licences', async () => {
    const { packages, problems, coverage } = await takeInventory({
      tree: folderTree(app),
      problems: [],
      image: null,
    });
    const found = packages.map(({ name, version }) => `${name}@${version ?? '0.3.1'}`);
    expect(found.sort()).toEqual(listedByBundler().sort());
    expect(found.sort()).toEqual(['alpha-tool@1.1.0', 'beta_lib@1.10.0', 'delta@0.3.1', 'gamma.x@0.0.9']);
    const alpha = packages.find(({ name }) => name === 'alpha-tool');
    expect(alpha).toMatchObject({ direct: true, presence: 'installed', licenses: ['MIT'] });
    expect(alpha?.dependencies.length).toBe(2);
    expect(packages.find(({ name }) => name === 'delta')).toMatchObject({ versionState: 'unknown' });
    expect(problems).toEqual([]);
    expect(coverage.unattributed).toBe(0);
  });

  it('is declared by the lockfile alone before it is installed', async () => {
    rmSync(join(app, 'vendor'), { recursive: true });
    const { packages } = await takeInventory({ tree: folderTree(app), problems: [], image: null });
    expect(packages.map(({ purl, presence }) => [purl, presence])).toEqual([
      ['pkg:gem/delta@0.3.1', 'declared'],
      ['pkg:gem/alpha-tool@1.1.0', 'declared'],
      ['pkg:gem/beta_lib@1.10.0', 'declared'],
      ['pkg:gem/gamma.x@0.0.9', 'declared'],
    ]);
  });
});
