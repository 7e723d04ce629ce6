// Where the corpus lies. All of it can be thrown away; what is committed is beside this file.
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectFolder } from '../../scripts/set-up.mjs';
import { sealedList } from './application-list.mjs';

const openFolder = join(projectFolder, 'build/bench-bundles');
/** All that belongs to sealed applications lies beside their list. */
const sealedFolder = sealedList === null ? null : dirname(resolve(sealedList));

export const corpusFolder = sealedFolder === null ? openFolder : join(sealedFolder, 'corpus');
export const toolsFolder = join(openFolder, 'tools');
export const bundlesFolder = join(corpusFolder, 'bundles');
export const truthFile = join(sealedFolder ?? import.meta.dirname, 'truth.jsonl');
export const committedLocksFile = join(import.meta.dirname, 'locks.json');
export const locksFile = sealedFolder === null ? committedLocksFile : join(sealedFolder, 'locks.json');

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
