import { isUtf8 } from 'node:buffer';
import type { Limits } from './limits.js';

/** A usable tree path ('' is the root folder), or why the name is not one. */
export type SafePath =
  | { readonly path: string; readonly reason?: undefined }
  | { readonly code: 'unsafe-path' | 'too-large'; readonly reason: string; readonly path?: undefined };

const CP437_HIGH =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';

/**
 * Text of a name in an archive: UTF-8 when its bytes are that, else code page 437 (APPNOTE D.1), which gives every byte a
 * character of its own: different bytes never become one name.
 */
export function decodeName(bytes: Uint8Array): string {
  if (isUtf8(bytes)) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  let text = '';
  for (const byte of bytes) text += byte < 0x80 ? String.fromCharCode(byte) : CP437_HIGH.charAt(byte - 0x80);
  return text;
}

const DRIVE = /^[A-Za-z]:/;

/** Why a name is none on any system. */
function faultOf(name: string): string | undefined {
  if (name === '') return 'it is empty';
  if (name.includes('\0')) return 'it contains a NUL character';
  return name.startsWith('/') ? 'it is an absolute path' : undefined;
}

/** Why a path would leave its folder on some system, Windows included: backslashes separate there, drives and UNC are absolute. */
function escapeOf(path: string): string | undefined {
  if (path.startsWith('\\')) return 'it is an absolute or UNC path on Windows';
  if (DRIVE.test(path)) return 'it names a Windows drive';
  // Only names with two dots in a row pay for the split.
  if (path.includes('..') && path.split(/[/\\]/).includes('..')) return 'it leads out of its folder';
  return undefined;
}

/** Segments with a meaning: `a//b/./c/` is `a/b/c`. */
function normalise(name: string): string {
  if (!name.includes('//') && !name.includes('./') && !name.endsWith('.') && !name.endsWith('/')) return name;
  return name
    .split('/')
    .filter((segment) => segment !== '' && segment !== '.')
    .join('/');
}

function depthOf(path: string): number {
  let depth = 1;
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) depth += 1;
  return depth;
}

/**
 * Normalises the name of an archive's entry to a path of a tree: relative, `/` between segments, no `.` or `..`.
 * Backslashes stay characters of the name, as on the systems that run functions; replace them with `/` first where the
 * format uses them as separators.
 * @param hostNames true for names read from a folder of this machine, which cannot lead out of it.
 */
export function safePath(
  name: string,
  limits: Pick<Limits, 'maxPathBytes' | 'maxPathDepth'>,
  hostNames = false,
): SafePath {
  const path = normalise(name);
  const fault = faultOf(name) ?? (hostNames ? undefined : escapeOf(path));
  if (fault) return { code: 'unsafe-path', reason: fault };
  // No character takes more than 3 bytes a code unit: short names need no count.
  if (name.length * 3 > limits.maxPathBytes && Buffer.byteLength(name) > limits.maxPathBytes) {
    return { code: 'too-large', reason: `it is longer than ${limits.maxPathBytes} bytes` };
  }
  if (path.length > limits.maxPathDepth && depthOf(path) > limits.maxPathDepth) {
    return { code: 'too-large', reason: `it is deeper than ${limits.maxPathDepth} folders` };
  }
  return { path };
}

/** A link's target that no folder of the tree can hold, whatever the link's own place. */
function leadsOut(target: string): boolean {
  return target === '' || target.includes('\0') || target.startsWith('\\') || DRIVE.test(target);
}

/**
 * Where a link points, lexically: a path of the tree, '' for its root, or undefined when it leads out.
 * @param from path of the link.
 * @param absoluteRoot true if the tree is a whole file system (images): `/x` is in it, and `..` stays at its root.
 */
export function linkTarget(from: string, target: string, absoluteRoot: boolean): string | undefined {
  const absolute = target.startsWith('/');
  if (leadsOut(target) || (absolute && !absoluteRoot)) return undefined;
  const segments = absolute ? [] : from.split('/').slice(0, -1);
  for (const segment of target.split('/').filter((part) => part !== '' && part !== '.')) {
    if (segment !== '..') segments.push(segment);
    else if (segments.pop() === undefined && !absoluteRoot) return undefined;
  }
  return segments.join('/');
}
