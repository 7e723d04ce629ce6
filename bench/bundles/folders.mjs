// Where the corpus lies. All of it can be thrown away; what is committed is beside this file.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectFolder } from '../../scripts/set-up.mjs';

export const corpusFolder = join(projectFolder, 'build/bench-bundles');
export const toolsFolder = join(corpusFolder, 'tools');
export const bundlesFolder = join(corpusFolder, 'bundles');
export const truthFile = join(import.meta.dirname, 'truth.jsonl');

/** @param {string} id of an application */
export const appFolder = (id) => join(corpusFolder, 'apps', id);

/** Caches of scans with requests to the registry, one for each application: kept, so that nothing is fetched twice. */
export const closureFolder = (id) => join(corpusFolder, 'closure', id);

const toolRequire = createRequire(join(toolsFolder, 'package.json'));

/** @param {string} name a CommonJS module of the tools */
export const requireTool = (name) => toolRequire(name);

/** @param {string} name a module of the tools */
export const importTool = (name) => import(pathToFileURL(toolRequire.resolve(name)).href);

/** @param {string} path of a file below the tools' node_modules */
export const toolFile = (path) => join(toolsFolder, 'node_modules', path);
