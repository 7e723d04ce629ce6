// Packs the committed sources and writes published.json: the SHA-512 of the tarball, for action.yml. It publishes and commits nothing.
// With --check it writes nothing, and fails if published.json names another tarball.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
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
const publishedFile = join(projectFolder, 'published.json');

/** Ends the process if what was packed is not what published.json names. */
function requireSame() {
  const named = existsSync(publishedFile) ? JSON.parse(readFileSync(publishedFile, 'utf8')) : {};
  const differing = Object.keys(published).filter((key) => named[key] !== published[key]);
  if (differing.length === 0) return;
  console.error(
    `published.json names another ${differing.join(', ')} than ${tarball} has. Run node scripts/release.mjs with the Node version of the workflow, and commit published.json.`,
  );
  process.exit(1);
}

if (process.argv.includes('--check')) {
  requireSame();
  console.log(`${tarball} is what published.json names.`);
  process.exit(0);
}
writeFileSync(publishedFile, `${JSON.stringify(published, null, 2)}\n`);
console.log(`${tarball}
published.json has its SHA-512. What is left to do:
  git commit -m "Release ${version}" published.json
  npm publish ${tarball}
Workflows name that commit. Do not publish another tarball: the Action would refuse it.`);
