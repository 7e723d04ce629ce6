import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeInventory } from '../../../src/inventory/index.js';
import { folderTree } from '../../support/folder-tree.js';
import { buildZip } from '../../support/zip-builder.js';

const hasComposer = spawnSync('composer', ['--version']).status === 0;
const folder = mkdtempSync(join(tmpdir(), 'stowaway-php-'));
const app = join(folder, 'app');
afterAll(() => rmSync(folder, { recursive: true }));

function write(path: string, content: string | Buffer): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}

/** Puts a package into the local repository. */
function publish(name: string, version: string, others: object = {}): void {
  const manifest = JSON.stringify({ name, version, license: 'MIT', ...others });
  const parts = [
    { name: 'composer.json', content: manifest },
    { name: 'src/X.php', content: `<?php // ${name}\n` },
  ];
  write(`repository/${name.replace('/', '-')}-${version}.zip`, buildZip(parts));
}

function composer(...args: readonly string[]): string {
  const env = { ...process.env, COMPOSER_ALLOW_SUPERUSER: '1', COMPOSER_HOME: join(folder, 'home') };
  return execFileSync('composer', ['--no-interaction', ...args], { cwd: app, encoding: 'utf8', env });
}

describe.skipIf(!hasComposer)('what Composer installs from a local repository', () => {
  beforeAll(() => {
    publish('acme/log', '1.0.0');
    publish('acme/log', '1.2.0-RC1');
    publish('acme/http', 'v2.1.0', {
      require: { 'acme/log': '^1.0', php: '>=7.0' },
      provide: { 'psr/http': '1.0' },
    });
    publish('acme/meta', '3.0.0', { type: 'metapackage', require: { 'acme/http': '*' } });
    write('own/composer.json', JSON.stringify({ name: 'own/lib', version: 'dev-main', license: 'MIT' }));
    write('own/lib.php', '<?php\n');
    const repositories = [
      { 'packagist.org': false },
      { type: 'artifact', url: '../repository' },
      { type: 'path', url: '../own', options: { symlink: false } },
    ];
    const require = { 'acme/meta': '^3', 'psr/http': '*', 'own/lib': '*' };
    const manifest = {
      name: 'my/app',
      repositories,
      require,
      'minimum-stability': 'dev',
      'prefer-stable': true,
    };
    write('app/composer.json', JSON.stringify(manifest));
    write('app/index.php', '<?php\n');
    composer('install', '--no-progress');
  }, 120_000);

  it.each(['installed.json', 'installed.php'])('is found by %s as Composer shows it', async (list) => {
    if (list === 'installed.php') rmSync(join(app, 'vendor/composer/installed.json'));
    const { packages, problems, coverage } = await takeInventory({
      tree: folderTree(app),
      problems: [],
      image: null,
    });
    const found = packages.map(({ name, version }) => `${name} ${version}`).sort();
    expect(found).toEqual(['acme/http v2.1.0', 'acme/log 1.0.0', 'acme/meta 3.0.0', 'own/lib null']);
    expect(packages.map(({ presence }) => presence)).toEqual(Array(4).fill('installed'));
    expect(problems).toEqual([]);
    expect(coverage.unattributed).toBe(0);
  });

  it('is declared by the lockfile alone before it is installed', async () => {
    rmSync(join(app, 'vendor'), { recursive: true });
    const { packages } = await takeInventory({ tree: folderTree(app), problems: [], image: null });
    const found = packages.map(({ name, version, presence }) => `${name} ${version} ${presence}`).sort();
    expect(found).toEqual([
      'acme/http v2.1.0 declared',
      'acme/log 1.0.0 declared',
      'acme/meta 3.0.0 declared',
      'own/lib null declared',
    ]);
  });
});
