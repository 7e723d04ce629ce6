import type { CodeLocation } from '../templates/index.js';
import { notSeen, type Located } from './locate.js';

/**
 * The problem of code that is not in the build output and was therefore not read.
 * @param name of the function or layer.
 * @param path of its template, as reports show it.
 */
export function unseenCode(code: CodeLocation, name: string, path: string): Located {
  if (code.kind === 'inline') {
    const message = `The code of ${name} is inline in ${path}, and the deployment composes it: it was not read.`;
    return notSeen('unsupported', path, message);
  }
  if (code.kind === 'image') {
    const image = code.uri === null ? 'a container image' : `the container image ${code.uri}`;
    const message = `${name} runs ${image}, which is not in the build output: scan the image itself.`;
    return notSeen('missing', path, message);
  }
  if (code.kind === 'unknown')
    return notSeen('unresolved', path, `${path} does not show where the code of ${name} is.`);
  const where = code.kind === 's3' ? `S3 object ${code.key ?? '(unknown)'}` : code.path;
  return notSeen('missing', path, `The code of ${name}, ${where}, is not in the build output.`);
}
