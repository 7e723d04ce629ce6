import { pep440 } from '../versions/index.js';

/** `__version__ = "1.2"`, `VERSION = '1.2'`, and `__version__ = version = '1.2'` as some tools of builds write it. */
const ASSIGNED = /^(?:__version__|VERSION|version) *(?::[ \w]*)?= *(?:\w+ *= *)?['"](\d[^'"\n]{0,60})['"]/m;
/** `__version_info__ = (1, 2, 3)` */
const NUMBERS = /^(?:__version_info__|version_info|VERSION) *= *\((\d[\d, ]{0,40})\)/m;

/** The version that a module assigns to a name for it; null without one. */
export function versionInSource(text: string): string | null {
  return ASSIGNED.exec(text)?.[1] ?? NUMBERS.exec(text)?.[1]?.split(/, */).filter(Boolean).join('.') ?? null;
}

/** Whether a module that holds a text belongs to a release: code rarely says that it is a post-release. */
export function isVersionText(text: string, version: string): boolean {
  return pep440.compare(text, version) === 0 || pep440.compare(text, version.replace(/\.post\d+$/, '')) === 0;
}

/** Types of a short ASCII text in marshalled code, with and without the flag of a reference. */
const SHORT_TEXTS: ReadonlySet<number> = new Set([0x7a, 0x5a, 0xfa, 0xda]);
const LONGEST_VERSION = 40;
const VERSION_LIKE = /^\d[\w.!+-]*$/;
/** A module with more texts like versions holds data: modules that say a version have 40 at most (Python's own library, pip). */
const MOST_TEXTS = 100;

/** Texts in compiled code that look like versions; none of a module with too many of them. https://docs.python.org/3/library/marshal.html */
export function versionsInCompiled(bytes: Uint8Array): Set<string> {
  const found = new Set<string>();
  for (let at = 0; at + 2 < bytes.length; at += 1) {
    const length = bytes[at + 1] ?? 0;
    if (!SHORT_TEXTS.has(bytes[at] ?? 0) || length === 0 || length > LONGEST_VERSION) continue;
    const text = Buffer.from(
      bytes.buffer,
      bytes.byteOffset + at + 2,
      Math.min(length, bytes.length - at - 2),
    );
    const version = text.toString('latin1');
    if (VERSION_LIKE.test(version) && version.length === length) found.add(version);
    if (found.size > MOST_TEXTS) return new Set();
  }
  return found;
}

/** Bytes of the header of compiled code. https://peps.python.org/pep-0552/ */
const HEADER_BYTES = 16;

/** Size of the source that code was compiled from, as its header says; null where the header has a hash instead. */
export function sourceSizeIn(bytes: Uint8Array): number | null {
  if (bytes.length < HEADER_BYTES) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES);
  // Every release of Python ends its magic number with these two bytes.
  if (view.getUint16(2, true) !== 0x0a0d) return null;
  return view.getUint32(4, true) === 0 ? view.getUint32(12, true) : null;
}
