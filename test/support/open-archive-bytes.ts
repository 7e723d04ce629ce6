import { bytesInMemory, DEFAULT_LIMITS, newBudget, type Limits } from '../../src/files/index.js';
import { tar } from '../../src/unpackers/tar/index.js';
import type { Unpacked, Unpacker } from '../../src/unpackers/unpacker.js';
import { zip } from '../../src/unpackers/zip/index.js';

/** Opens bytes with one unpacker alone: archives inside stay files. */
async function openWith(unpacker: Unpacker, bytes: Uint8Array, limits: Partial<Limits>): Promise<Unpacked> {
  const all = { ...DEFAULT_LIMITS, ...limits };
  const unpackNested = () => Promise.reject(new Error('archives inside are not opened'));
  const context = { limits: all, budget: newBudget(all), depth: 0, unpackNested };
  return unpacker.unpack({ kind: 'archive', name: `a.${unpacker.id}`, bytes: bytesInMemory(bytes) }, context);
}

export function openTarBytes(bytes: Uint8Array, limits: Partial<Limits> = {}): Promise<Unpacked> {
  return openWith(tar, bytes, limits);
}

export function openZipBytes(bytes: Uint8Array, limits: Partial<Limits> = {}): Promise<Unpacked> {
  return openWith(zip, bytes, limits);
}
