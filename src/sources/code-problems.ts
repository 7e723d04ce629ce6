import type { CodeLocation } from '../templates/index.js';
import { notSeen, type Located } from './locate.js';

/** Inline source up to this length (CloudFormation's own limit for long) has no room for a bundled package. */
const MAX_PLAIN_INLINE = 4096;

function unseenInline(characters: number | null, name: string, path: string): Located {
  const message = `The code of ${name} is inline in ${path} and was not looked at.`;
  const affectsCompleteness = characters === null || characters > MAX_PLAIN_INLINE;
  return { problem: { code: 'unsupported', path, message, affectsCompleteness } };
}

/**
 * Why code that is in no file of the build output was not seen.
 * @param name of the function or layer.
 * @param path of the template that describes it, as reports show it.
 */
export function unseenCode(code: CodeLocation, name: string, path: string): Located {
  if (code.kind === 'inline') return unseenInline(code.characters, name, path);
  if (code.kind === 'image') {
    const image = code.uri === null ? 'a container image' : `the container image ${code.uri}`;
    const message = `${name} runs ${image}, which is not in the build output: scan the image itself.`;
    return notSeen('missing', path, message);
  }
  if (code.kind === 'unknown')
    return notSeen('unresolved', path, `${path} does not say where the code of ${name} is.`);
  const where = code.kind === 's3' ? `S3 object ${code.key ?? '(unknown)'}` : code.path;
  return notSeen('missing', path, `The code of ${name}, ${where}, is not in the build output.`);
}
