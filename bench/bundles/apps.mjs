// Applications of the corpus, installed once as their locks say.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runNpm } from '../../scripts/run-npm.mjs';
import { MAY_BE_MISSING } from './application-list.mjs';
import { sourcesOf } from './entry-source.mjs';
import { appFolder } from './folders.mjs';
import { lockOf, readLocks, writeLocks } from './locks.mjs';

const manifestOf = ({ id, dependencies, overrides = {} }) => ({
  name: id,
  version: '1.0.0',
  private: true,
  dependencies,
  overrides,
});

const asText = (value) => `${JSON.stringify(value, null, 2)}\n`;

/**
 * Installs an application unless it is there already as described; without scripts. What has no lock yet is resolved, and
 * its lock kept.
 */
export function installApp(app) {
  const folder = appFolder(app.id);
  const locks = readLocks();
  const manifest = asText(manifestOf(app));
  const lock = lockOf(locks, app.id, manifestOf(app));
  const stamp = createHash('sha256')
    .update(manifest + (lock === null ? '' : asText(lock)))
    .digest('hex');
  const stampFile = join(folder, 'installed');
  for (const [path, text] of sourcesOf(app)) write(join(folder, path), text);
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;

  rmSync(join(folder, 'node_modules'), { recursive: true, force: true });
  rmSync(join(folder, 'package-lock.json'), { force: true });
  write(join(folder, 'package.json'), manifest);
  if (lock !== null) write(join(folder, 'package-lock.json'), asText(lock));
  const command = lock === null ? ['install', '--omit=dev', '--omit=optional'] : ['ci', '--omit=optional'];
  runNpm([...command, '--omit=peer', '--legacy-peer-deps', '--maxsockets=4'], { cwd: folder, quiet: true });
  if (lock === null)
    writeLocks(locks, app.id, JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')));
  if (lock !== null) writeFileSync(stampFile, stamp);
  else installApp(app);
}

function write(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  if (!existsSync(path) || readFileSync(path, 'utf8') !== text) writeFileSync(path, text);
}

/** Modules that packages require under a condition and that the application lacks: bundlers leave them out. */
export function missingModules({ id, mayBeMissing = [] }) {
  const names = [...MAY_BE_MISSING, ...mayBeMissing];
  return names.filter((name) => !existsSync(join(appFolder(id), 'node_modules', name)));
}
