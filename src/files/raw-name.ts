import { decodeName } from './safe-path.js';

/**
 * A name or path of this machine with one character a byte (Latin-1): names need not be UTF-8, and two of them that differ in
 * a byte stay different.
 */
export type RawName = string;

// eslint-disable-next-line no-control-regex -- NUL cannot stand in a name of this machine, and is ASCII all the same.
const ASCII = /^[\0-\u007f]*$/;

/** The bytes of a text as UTF-8. */
export function rawNameOf(text: string): RawName {
  return ASCII.test(text) ? text : Buffer.from(text).toString('latin1');
}

/** Node's type of a raw path. */
export function hostPathOf(raw: RawName): string | Buffer {
  return ASCII.test(raw) ? raw : Buffer.from(raw, 'latin1');
}

/** A raw path as trees show it, each name decoded on its own: one that is not UTF-8 leaves its neighbours as they are. */
export function decodeRawPath(raw: RawName): string {
  if (ASCII.test(raw)) return raw;
  return raw
    .split('/')
    .map((name) => decodeName(Buffer.from(name, 'latin1')))
    .join('/');
}
