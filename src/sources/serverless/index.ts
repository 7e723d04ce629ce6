import { basename, join } from 'node:path';
import type { Problem } from '../../model/index.js';
import { kindOf, namesIn, readTextFile, refusalOf } from '../host-files.js';
import type { Source, Target } from '../source.js';
import { CONFIGURATION, DECLARATIVE, STATE, TEMPLATE } from './file-names.js';

/** The provider of a service: `name: aws` in its block, `provider: aws`, or another file. */
const FOR_AWS = /\b(?:name|provider)["']?[ \t]*:[ \t]*(?:["']?aws["']?[ \t]*(?:$|[#,}\r])|["']?\$\{file)/m;
const ARCHIVE = /\.zip$/i;

async function isPackage(hostPath: string): Promise<boolean> {
  return (
    (await kindOf(join(hostPath, STATE))) === 'file' || (await kindOf(join(hostPath, TEMPLATE))) === 'file'
  );
}

function isArchive(name: string): boolean {
  return ARCHIVE.test(name);
}

/** A service for AWS that was not packaged, by its configuration. */
async function isProject({ kind, hostPath, path, root }: Target): Promise<boolean | Problem> {
  // What was packaged is deployed, and is read instead.
  const output = join(hostPath, '.serverless');
  if (kind === 'directory' && ((await isPackage(output)) || (await namesIn(output)).some(isArchive)))
    return false;
  const names = kind === 'directory' ? await namesIn(hostPath) : [basename(hostPath)];
  const name = names.find((each) => DECLARATIVE.test(each));
  if (name === undefined) return false;
  const file = kind === 'directory' ? join(hostPath, name) : hostPath;
  const read = await readTextFile(file, kind === 'directory' ? `${path}/${name}` : path, root);
  return read.text === undefined ? refusalOf(read) : FOR_AWS.test(read.text);
}

/** `.serverless`, the output folder of the Serverless Framework. https://www.serverless.com/framework/docs/providers/aws/guide/packaging */
export const serverless = {
  id: 'serverless',
  title: 'Serverless Framework package',
  folders: ['.serverless'],
  async recognises(target) {
    if (target.kind === 'directory' && (await isPackage(target.hostPath))) return true;
    return isProject(target);
  },
  async acquire(target) {
    if (target.kind === 'directory' && (await isPackage(target.hostPath)))
      return (await import('./acquire.js')).acquire(target);
    return (await import('./acquire-project.js')).acquireProject(target);
  },
  async advise({ kind, hostPath }) {
    const names = kind === 'directory' ? await namesIn(hostPath) : [];
    const name = names.find((each) => CONFIGURATION.test(each));
    if (name === undefined) return null;
    const why = DECLARATIVE.test(name) ? '' : `${name} is code, which is not run. `;
    return `${why}Run "serverless package" there: it writes the packages to .serverless.`;
  },
} satisfies Source;
