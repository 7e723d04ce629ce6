import { buildZip } from './zip-builder.js';

/** A function with one package that has advisories. */
export const LODASH = {
  'index.js': "exports.handler = async () => require('lodash').VERSION;",
  'package.json': '{"name":"app","dependencies":{"lodash":"^4.17.0"}}',
  'node_modules/lodash/package.json': '{"name":"lodash","version":"4.17.20"}',
  'node_modules/lodash/lodash.js': 'module.exports = {};',
};

/** A zip of some files. */
export function zipOfFiles(files: Readonly<Record<string, string>>): Buffer {
  return buildZip(Object.entries(files).map(([name, content]) => ({ name, content })));
}
