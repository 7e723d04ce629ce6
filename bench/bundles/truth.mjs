// What is really in a bundle: packages by folder, each with the bytes of the final text that are its own.
import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { bytesBySource, overlay, piecesOf } from './kept-bytes.mjs';
import { findJsonModules } from './json-modules.mjs';

/**
 * @typedef {object} TruePackage one copy
 * @property {string} name as published, not an alias
 * @property {string} version
 * @property {string} folder below the application
 * @property {number} keptBytes of the final text, in UTF-8
 */

const OWN_CODE = /^(?:\.\.\/)*(?:webpack\/|external |bun:|\0(?!.*node_modules))|\/bench-bundles\/tools\//;

/** Path of a module below the application, however a bundler spells it; null for what it made itself. */
export function modulePathOf(source, folder) {
  const loaded = source?.replace(/^webpack:\/\/[^/]*\//, '');
  if (loaded === undefined || OWN_CODE.test(loaded)) return null;
  const [plain] = loaded.replace(/^\0/, '').split(/[?|]/, 1);
  const at = plain.lastIndexOf(`/${posix.basename(folder)}/`);
  const below =
    plain.startsWith('/') || at >= 0 ? plain.slice(at + posix.basename(folder).length + 2) : plain;
  return posix.normalize(below).replace(/^(?:\.{1,2}\/)+/, '');
}

/** Folder of the package that a module belongs to, null for one of the application. */
export function packageFolderOf(path) {
  const at = path.lastIndexOf('node_modules/');
  if (at < 0) return null;
  const [first, second] = path.slice(at + 'node_modules/'.length).split('/');
  return `${path.slice(0, at)}node_modules/${first.startsWith('@') ? `${first}/${second}` : first}`;
}

/**
 * The same, where the package is installed: maps that packages bring with them name what was there when they were built,
 * and esbuild follows them. That code is of the package that brings it.
 */
function installedFolderOf(path, folder) {
  const place = packageFolderOf(path);
  if (place === null || existsSync(join(folder, place, 'package.json'))) return place;
  return installedFolderOf(place.slice(0, place.lastIndexOf('node_modules/')), folder);
}

/**
 * @param {{ code: string, map: string }[]} files
 * @param {{ jsonFiles: Map<string, string[]> | null, leftOut: { start: number, end: number }[][] }} options leftOut: of
 *   each file what is nobody's
 * @returns {Map<string | null, number>} source → bytes, over all files of a bundle
 */
export function bytesOf(files, { jsonFiles, leftOut }) {
  const sum = new Map();
  for (const [index, { code, map }] of files.entries()) {
    const json = jsonFiles ? findJsonModules(code, jsonFiles) : [];
    const comments = leftOut[index].map((range) => ({ ...range, source: null }));
    const pieces = overlay(overlay(piecesOf(code, map), json), comments);
    for (const [source, count] of bytesBySource(code, pieces))
      sum.set(source, (sum.get(source) ?? 0) + count);
  }
  return sum;
}

/** What esbuild's and bun's metafile says; their counts are of the final text. */
export function bytesOfMetafile({ outputs }) {
  const inputs = Object.values(outputs).flatMap(({ inputs: each }) => Object.entries(each ?? {}));
  const sum = new Map();
  for (const [path, { bytesInOutput }] of inputs) sum.set(path, (sum.get(path) ?? 0) + bytesInOutput);
  return sum;
}

/**
 * @param {Map<string | null, number>} bytes source → bytes
 * @returns {{ packages: TruePackage[], firstPartyBytes: number }}
 */
export function truthOf(bytes, folder) {
  const packages = new Map();
  let firstPartyBytes = 0;
  for (const [source, count] of bytes) {
    const path = modulePathOf(source, folder);
    if (path === null) continue;
    const place = installedFolderOf(path, folder);
    if (place === null) firstPartyBytes += count;
    else packages.set(place, (packages.get(place) ?? 0) + count);
  }
  return {
    firstPartyBytes,
    packages: [...packages]
      .map(([place, keptBytes]) => ({ ...releaseAt(join(folder, place)), folder: place, keptBytes }))
      .sort((a, b) => (a.folder < b.folder ? -1 : 1)),
  };
}

function releaseAt(folder) {
  const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return { name, version };
}
