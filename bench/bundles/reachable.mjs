// Packages of an application that the index can reach: those that it holds, and their dependencies.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../../scripts/set-up.mjs';
import { readLocks } from './locks.mjs';

/** The lists of both tiers of the default index. */
const LISTS = ['packages.json', 'wide.json'];

/** Names in the default index; for names without versions it only lists the published releases. */
export function indexedNames() {
  const wanted = LISTS.flatMap((list) =>
    Object.entries(JSON.parse(readFileSync(join(projectFolder, 'scripts/fingerprints', list), 'utf8'))),
  );
  return new Set(wanted.flatMap(([name, versions]) => (versions.length > 0 ? [name] : [])));
}

const nameOf = (release) => release.slice(0, release.lastIndexOf('@'));

/** Folder that a dependency of the package in a folder resolves to, undefined when it is not installed. */
function resolveFrom(folder, name, places) {
  for (let at = folder; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const place = `${at === '' ? '' : `${at}/`}node_modules/${name}`;
    if (places[place]) return place;
    if (at === '' || !at.includes('/node_modules/'))
      return places[`node_modules/${name}`] && `node_modules/${name}`;
  }
}

/**
 * @param {string} app
 * @param {Set<string>} indexed
 * @returns {Set<string>} folders of the packages that can be reached
 */
export function reachableFolders(app, indexed, { releases, apps } = readLocks()) {
  const places = apps[app];
  const reached = new Set(Object.keys(places).filter((folder) => indexed.has(nameOf(places[folder]))));
  // A Set's iteration also visits what is added while it runs.
  for (const folder of reached) {
    for (const name of Object.keys(releases[places[folder]].dependencies ?? {})) {
      const target = resolveFrom(folder, name, places);
      if (target) reached.add(target);
    }
  }
  return reached;
}

/** Names of all packages that some applications have, direct or not. */
export function namesIn(apps, locks = readLocks()) {
  return new Set(apps.flatMap((app) => Object.values(locks.apps[app]).map(nameOf)));
}
