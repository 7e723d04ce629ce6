import { HASHED_LENGTH } from '../parameters/features.js';

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** Hashes of names that are kept in memory, for each kind of text. */
const MAX_KEPT = 100_000;

/** Spreads the bits of a number (the finaliser of MurmurHash3). */
export function mixBits(value: number): number {
  let mixed = value;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** 32-bit FNV-1a over UTF-16 code units. @param kind number of the kind of text: the same text of another kind has another hash. */
export function hashText(text: string, kind: number): number {
  const length = Math.min(text.length, HASHED_LENGTH);
  let hash = FNV_OFFSET ^ Math.imul(kind, 0x9e3779b1) ^ Math.imul(text.length, 0x85ebca77);
  for (let at = 0; at < length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), FNV_PRIME);
  return mixBits(hash);
}

/** Hashes of names by kind. Names repeat, so each is hashed once. */
const knownByKind: Map<string, number>[] = [];

/** The hash of a short text that is likely to repeat: the name of a property, an operator, a number. */
export function hashName(name: string, kind: number): number {
  if (name.length > HASHED_LENGTH) return hashText(name, kind);
  const known = (knownByKind[kind] ??= new Map<string, number>());
  const seen = known.get(name);
  if (seen !== undefined) return seen;
  const hash = hashText(name, kind);
  if (known.size >= MAX_KEPT) known.clear();
  known.set(name, hash);
  return hash;
}
