import { buildZip } from './zip-builder.js';

/** A release of lodash that has had advisories for years, and one that has none. */
export const OLD = '4.17.11';
export const FIXED = '4.18.1';

export function packageAt(folder: string, version: string) {
  return [
    { name: `${folder}/lodash/package.json`, content: `{ "name": "lodash", "version": "${version}" }` },
    { name: `${folder}/lodash/lodash.js`, content: `exports.VERSION = '${version}';` },
  ];
}

/** A function with a package. */
export function zipWith(name: string, lodash: string): Buffer {
  return buildZip([
    { name: 'index.js', content: `exports.handler = () => require('lodash') && '${name}';` },
    { name: 'package.json', content: `{ "name": "${name}", "dependencies": { "lodash": "${lodash}" } }` },
    ...packageAt('node_modules', lodash),
  ]);
}

/** One without. */
export function plainZip(name: string): Buffer {
  return buildZip([{ name: 'index.js', content: `exports.handler = () => '${name}';` }]);
}

/** With code in another language, whose packages are not searched for. */
export function goZip(name: string): Buffer {
  return buildZip([
    { name: 'index.js', content: `exports.handler = () => '${name}';` },
    { name: 'go.mod', content: `module ${name}\n` },
  ]);
}
