import { newBudget, type Limits, type Origin } from '../files/index.js';
import type { Unpacked, Unpacker } from './unpacker.js';

export type { Unpacked, UnpackContext, Unpacker } from './unpacker.js';

/** In the order they are asked; the first that recognises an origin opens it. */
export const UNPACKERS: readonly Unpacker[] = [];

/**
 * Opens an artifact. Input that no unpacker knows, or that is broken, gives an empty tree and a Problem.
 * @param depth 0 for the artifact itself.
 */
export async function unpack(origin: Origin, limits: Limits, depth = 0): Promise<Unpacked> {
  const unpacker = UNPACKERS.find((candidate) => candidate.recognises(origin));
  if (!unpacker) throw new Error(`to be written: ${origin.name} ${depth} ${limits.maxEntries}`);
  return unpacker.unpack(origin, {
    limits,
    budget: newBudget(limits),
    depth,
    unpackNested: (nested, at) => unpack(nested, limits, at),
  });
}
