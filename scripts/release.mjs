// Packs the committed sources and writes published.json: the SHA-512 of the tarball, for action.yml. It publishes and commits nothing.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestOfSources } from './action/source-files.mjs';
import { runNpm } from './run-npm.mjs';
import { projectFolder, setUp } from './set-up.mjs';

const tarballFolder = join(projectFolder, 'build/release');

function requireCommitted() {
  const changes = execFileSync('git', ['status', '--porcelain'], { cwd: projectFolder, encoding: 'utf8' });
  if (changes === '') return;
  console.error(`Commit these changes first, or undo them:\n${changes}`);
  process.exit(2);
}

requireCommitted();
setUp();
mkdirSync(tarballFolder, { recursive: true });
const [{ filename, version }] = JSON.parse(
  runNpm(['pack', '--json', '--ignore-scripts', '--pack-destination', tarballFolder], {
    cwd: projectFolder,
    quiet: true,
  }),
);
const tarball = join(tarballFolder, filename);
const integrity = `sha512-${createHash('sha512').update(readFileSync(tarball)).digest('base64')}`;
const published = { version, integrity, sources: digestOfSources(projectFolder) };
writeFileSync(join(projectFolder, 'published.json'), `${JSON.stringify(published, null, 2)}\n`);
console.log(`${tarball}
published.json has its SHA-512. What is left to do:
  git commit -m "Release ${version}" published.json
  npm publish ${tarball}
Workflows name that commit. Do not publish another tarball: the Action would refuse it.`);
