import { posix } from 'node:path';

/** Endings by which Node's runtime on Lambda finds a handler's file, and those of TypeScript's loaders. */
const ENDINGS = ['', '.js', '.mjs', '.cjs', '.ts', '.mts', '.cts', '.jsx', '.tsx'];

/**
 * Paths that a handler can name, without the ending of a script. Lambda takes what stands before the first dot of the last
 * segment, other platforms the whole path; Azure has a function's name behind `#`.
 * https://github.com/aws/aws-lambda-nodejs-runtime-interface-client/blob/main/src/UserFunction.js
 * @param root folder of the function's own code.
 */
export function handlerPlaces(handler: string, root: string): readonly string[] {
  const [file = ''] = handler.split('#', 1);
  const dot = file.indexOf('.', file.lastIndexOf('/') + 1);
  const names = dot < 0 ? [file] : [file.slice(0, dot), file];
  return names.map((name) => posix.resolve(root, name));
}

/** A folder above the path is one of the files: a link that leads to a folder, or a folder that was not read. */
function isBelowOne(files: ReadonlySet<string>, path: string): boolean {
  for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1))
    if (files.has(path.slice(0, at))) return true;
  return false;
}

/**
 * Whether one of the files is what Node loads for a path: the file, one with an ending of a script, or the main file of the folder.
 * @param place without leading slash; '' for the root.
 */
export function isNodePlace(files: ReadonlySet<string>, place: string): boolean {
  const folder = place === '' ? '' : `${place}/`;
  return (
    ENDINGS.some((ending) => files.has(place + ending) || files.has(`${folder}index${ending}`)) ||
    files.has(`${folder}package.json`) ||
    isBelowOne(files, place)
  );
}

/** The same at any depth below the root: the working folder of an image is unknown. */
export function isNodePlaceInImage(files: ReadonlySet<string>, place: string): boolean {
  const names = ENDINGS.flatMap((ending) => [`/${place}${ending}`, `/${place}/index${ending}`]);
  return [...files].some((file) => names.some((name) => `/${file}`.endsWith(name)));
}
