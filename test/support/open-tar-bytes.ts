import { bytesInMemory, DEFAULT_LIMITS, newBudget, type Limits } from '../../src/files/index.js';
import { tar } from '../../src/unpackers/tar/index.js';
import type { Unpacked } from '../../src/unpackers/unpacker.js';

/** Opens bytes with the tar unpacker alone: archives inside stay files. */
export async function openTarBytes(bytes: Uint8Array, limits: Partial<Limits> = {}): Promise<Unpacked> {
  const all = { ...DEFAULT_LIMITS, ...limits };
  const unpackNested = () => Promise.reject(new Error('tar opens nothing inside'));
  const context = { limits: all, budget: newBudget(all), depth: 0, unpackNested };
  return tar.unpack({ kind: 'archive', name: 'a.tar', bytes: bytesInMemory(bytes) }, context);
}
