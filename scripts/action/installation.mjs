import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestOfSources } from './source-files.mjs';

/** Development dependencies that a build needs. */
const BUILD_TOOLS = ['esbuild', 'preact', 'tree-sitter-python'];

/** Scripts that build, in order: those of `npm run build`, with esbuild in place of `tsc`. */
export const BUILD_SCRIPTS = ['build-html-report', 'copy-grammar', 'transpile', 'bundle', 'build-signatures'];

function readJson(folder, name) {
  return JSON.parse(readFileSync(join(folder, name), 'utf8'));
}

/** The record that scripts/release.mjs wrote into the commit; null before the first release. */
function readPublished(commitFolder) {
  try {
    return readJson(commitFolder, 'published.json');
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

/** A lockfile with another root: npm omits packages that this root does not reach. */
function lockedFor(root, lockfile, more = {}) {
  return { ...lockfile, name: root.name, packages: { ...lockfile.packages, '': root, ...more } };
}

/** All dependencies, and the development dependencies that a build needs. */
function rootOfBuild({ name, version, dependencies, devDependencies }) {
  const tools = BUILD_TOOLS.map((tool) => [tool, devDependencies[tool]]);
  return { name, version, dependencies: { ...dependencies, ...Object.fromEntries(tools) } };
}

function installationOfBuild({ manifest, lockfile }) {
  const root = rootOfBuild(manifest);
  return { builds: true, manifest: { ...root, type: 'module' }, lockfile: lockedFor(root, lockfile) };
}

function installationOfRelease({ manifest, lockfile }, { version, integrity }) {
  const { name, dependencies, bin } = manifest;
  const root = { name: 'stowaway-action', dependencies: { [name]: version } };
  const released = { [`node_modules/${name}`]: { version, integrity, dependencies, bin } };
  return { builds: false, manifest: root, lockfile: lockedFor(root, lockfile, released) };
}

/**
 * What to install for a commit: the published package if it was made from this commit, else the dependencies of a build. All that
 * npm fetches has its SHA-512 in the lockfile.
 * @returns {{ builds: boolean, version: string, manifest: object, lockfile: object }}
 */
export function installationOf(commitFolder) {
  const commit = {
    manifest: readJson(commitFolder, 'package.json'),
    lockfile: readJson(commitFolder, 'package-lock.json'),
  };
  const { version } = commit.manifest;
  const published = readPublished(commitFolder);
  const isRelease =
    published !== null &&
    published.version === version &&
    /^sha512-[\w+/]{86}==$/.test(published.integrity) &&
    published.sources === digestOfSources(commitFolder);
  return { version, ...(isRelease ? installationOfRelease(commit, published) : installationOfBuild(commit)) };
}

/** Writes the files that `npm ci` reads. */
export function writeInstallation(folder, { manifest, lockfile }) {
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(lockfile));
}
