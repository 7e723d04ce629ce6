// The packed sets of inert malicious packages and honest look-alikes, laid out as functions.
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LATER_SETS, unpack } from '../packed-sets.mjs';

/** Names of the packed sets; the first one is `set`. */
export const SETS = ['set', ...LATER_SETS];

/** @param {string} name one of SETS @param {string} folder that exists */
export function unpackSet(name, folder) {
  unpack(join(import.meta.dirname, `${name}.tar.gz`), folder);
}

/**
 * @typedef {object} Sample
 * @property {string} name
 * @property {string} place its folder
 * @property {string} form how its code is made: plain, obfuscated, esbuild, webpack
 * @property {boolean} malicious
 * @property {boolean} isListed its set has a list with forms
 */

/** @returns {Sample[]} those of a folder that has a list (`truth.json`), or `malware/` and `benign/` */
export function samplesIn(folder) {
  const truth = join(folder, 'truth.json');
  if (existsSync(truth))
    return JSON.parse(readFileSync(truth, 'utf8')).map(({ folder: own, id, form, malicious }) => ({
      name: own ?? id,
      place: join(folder, own ?? id),
      form,
      malicious,
      isListed: true,
    }));
  return ['malware', 'benign'].flatMap((kind) =>
    readdirSync(join(folder, kind))
      .map((name) => ({ name, place: join(folder, kind, name), form: 'plain' }))
      .filter(({ place }) => existsSync(join(place, 'package.json')))
      .map((each) => ({ ...each, malicious: kind === 'malware', isListed: false })),
  );
}

/** @returns {string} folder of a function: the bundle itself, or one below `root` that has the package installed and loads it */
export function layOut({ name: id, place, form, malicious }, root) {
  if (form === 'esbuild' || form === 'webpack') return place;
  const folder = `${malicious ? 'malware' : 'benign'}-${id.replaceAll('/', '-')}`;
  const { name = folder } = JSON.parse(readFileSync(join(place, 'package.json'), 'utf8'));
  const app = join(root, folder);
  cpSync(place, join(app, 'node_modules', name), { recursive: true });
  writeFileSync(
    join(app, 'index.js'),
    `require(${JSON.stringify(name)});\nexports.handler = async () => ({});\n`,
  );
  writeFileSync(join(app, 'package.json'), JSON.stringify({ name: 'app', dependencies: { [name]: '*' } }));
  return app;
}
