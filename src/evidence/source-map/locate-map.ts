import { posix } from 'node:path';
import { safePath, DEFAULT_LIMITS, type FileTree, limitOf } from '../../files/index.js';
import type { Problem } from '../../model/index.js';
import type { BundleText } from '../bundle-text.js';

/** A source map's text and the file that holds it. */
export interface LocatedMap {
  readonly path: string;
  readonly text: string;
}

export type MapSearch =
  | { readonly map: LocatedMap; readonly problem?: undefined }
  | { readonly problem: Problem; readonly map?: undefined };

const MARK = 'sourceMappingURL=';

/** Start of the comment that names the map, and the address in it. https://tc39.es/ecma426/#sec-linking-generated-code */
export function mapComment(text: string): { readonly start: number; readonly url: string } | null {
  const mark = text.lastIndexOf(MARK);
  const opening = text.slice(Math.max(0, mark - 4), Math.max(0, mark));
  if (mark < 0 || !/^\/[/*][#@][ \t]$/.test(opening)) return null;
  const from = mark + MARK.length;
  const end = /[\s*]/g;
  end.lastIndex = from;
  return { start: mark - 4, url: text.slice(from, end.exec(text)?.index ?? text.length) };
}

function problemOf(path: string, code: Problem['code'], message: string): MapSearch {
  return { problem: { code, path, message, affectsCompleteness: false } };
}

function tooLarge(path: string): MapSearch {
  return problemOf(path, 'too-large', 'The source map is larger than 48 MB and was not read.');
}

function inlineMap(path: string, url: string): MapSearch {
  const comma = url.indexOf(',');
  if (comma < 0 || comma > 256) return problemOf(path, 'malformed', 'The inline source map is no data URL.');
  if (url.length - comma > limitOf('source-map') * 1.4) return tooLarge(path);
  const body = url.slice(comma + 1);
  if (url.slice(0, comma).endsWith(';base64'))
    return { map: { path, text: Buffer.from(body, 'base64').toString() } };
  try {
    return { map: { path, text: decodeURIComponent(body) } };
  } catch {
    return problemOf(path, 'malformed', 'The inline source map is no data URL.');
  }
}

/** Files of the tree that may be the map: the named one, then the one beside the bundle. */
function candidates(path: string, url: string | undefined): string[] {
  const beside = `${path}.map`;
  if (url === undefined || /^[a-z]+:/i.test(url)) return [beside];
  let name = url.split(/[?#]/, 1)[0] ?? '';
  try {
    name = decodeURIComponent(name);
  } catch {
    // A malformed name is used as it stands.
  }
  const joined = safePath(posix.join(posix.dirname(path), name), DEFAULT_LIMITS);
  return joined.path === undefined ? [beside] : [joined.path, beside];
}

/** The source map of a bundle: in it, at the named path, or beside it. Null if there is none. */
export async function locateMap({ path, text }: BundleText, tree: FileTree): Promise<MapSearch | null> {
  const url = mapComment(text)?.url;
  if (url?.startsWith('data:')) return inlineMap(path, url);
  const file = candidates(path, url).find((each) => tree.files.has(each));
  if (file === undefined) return null;
  if ((tree.files.get(file)?.size ?? 0) > limitOf('source-map')) return tooLarge(file);
  const read = await tree.read(file);
  if (read.problem) return { problem: { ...read.problem, affectsCompleteness: false } };
  return { map: { path: file, text: Buffer.from(read.bytes).toString() } };
}
