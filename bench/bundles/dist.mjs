// The build that is measured: `dist` of the project, or another one that STOWAWAY_DIST names.
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectFolder } from '../../scripts/set-up.mjs';

const folder = process.env.STOWAWAY_DIST ? resolve(process.env.STOWAWAY_DIST) : join(projectFolder, 'dist');

/** @param {string} path of a module below the build */
export const distModule = (path) => import(pathToFileURL(join(folder, path)).href);

export const commandLine = join(folder, 'cli/main.js');
