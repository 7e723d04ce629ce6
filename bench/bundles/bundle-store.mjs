// Built bundles on disk: code as a function would hold it, and apart from it the evidence that its build could have left.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { bundlesFolder } from './folders.mjs';

/**
 * @typedef {object} Bundle
 * @property {string} app
 * @property {string} bundler
 * @property {string} variant
 */

const MAP_COMMENT = /\n?\/\/# sourceMappingURL=[^\n]*\s*$/;

/** @param {Bundle} bundle */
export const folderOfBundle = ({ app, bundler, variant }) =>
  join(bundlesFolder, app, `${bundler}-${variant}`);

/** The stored record of a bundle; null when its inputs have changed. */
export function readBundleFacts(bundle, key = null) {
  const file = join(folderOfBundle(bundle), 'bundle.json');
  if (!existsSync(file)) return null;
  const facts = JSON.parse(readFileSync(file, 'utf8'));
  return key === null || facts.key === key ? facts : null;
}

/** @param {{ files: { name: string, code: string, map: string | null }[], besides?: object[], metadata?: object }} built */
export function writeBundle(bundle, { files, besides = [], metadata }, facts) {
  const folder = folderOfBundle(bundle);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'code'), { recursive: true });
  mkdirSync(join(folder, 'evidence'));
  for (const { name, code, map } of files) {
    writeFileSync(join(folder, 'code', name), code.replace(MAP_COMMENT, ''));
    if (map) writeFileSync(join(folder, 'evidence', `${name}.map.gz`), gzipSync(map, { level: 3 }));
  }
  for (const { name, text } of besides) writeFileSync(join(folder, 'evidence', `${name}.gz`), gzipSync(text));
  if (metadata)
    writeFileSync(join(folder, 'evidence', `${metadata.name}.gz`), gzipSync(JSON.stringify(metadata.value)));
  const names = files.map(({ name }) => name);
  writeFileSync(join(folder, 'bundle.json'), JSON.stringify({ ...bundle, files: names, ...facts }));
}

/** @returns {string | null} of `evidence/NAME.gz` */
export function readEvidence(bundle, name) {
  const file = join(folderOfBundle(bundle), 'evidence', `${name}.gz`);
  return existsSync(file) ? gunzipSync(readFileSync(file)).toString('utf8') : null;
}

/** The code files of a bundle with their maps. */
export function readFiles(bundle, { files }) {
  return files.map((name) => ({
    name,
    code: readFileSync(join(folderOfBundle(bundle), 'code', name), 'utf8'),
    map: readEvidence(bundle, `${name}.map`),
  }));
}
