import { describe, expect, it } from 'vitest';
import { bytesInMemory, DEFAULT_LIMITS, newBudget, type Limits, type Origin } from '../../src/files/index.js';
import {
  unpack,
  UNPACKERS,
  type UnpackContext,
  type Unpacked,
  type Unpacker,
} from '../../src/unpackers/index.js';
import { randomOf } from '../support/archive-fuzzer.js';
import { problemCodes } from '../support/unpack-bytes.js';

export interface UnpackerContract {
  readonly unpacker: Unpacker;
  /** Something sound that it opens, with at least one file of two bytes or more. */
  readonly sound: () => Origin;
}

/** What the registry passes to an unpacker that runs alone. */
export function contextOf(overrides: Partial<Limits> = {}): UnpackContext {
  const limits = { ...DEFAULT_LIMITS, ...overrides };
  return { limits, budget: newBudget(limits), depth: 0, unpackNested: (origin) => unpack(origin, limits) };
}

async function pathsRead({ tree }: Unpacked, paths: Iterable<string>): Promise<string[]> {
  const read: string[] = [];
  for await (const { path } of tree.readMany(paths)) read.push(path);
  return read.sort();
}

function garbage(seed: number): Uint8Array {
  const random = randomOf(seed);
  return Uint8Array.from({ length: 1 + Math.floor(random() * 3000) }, () => Math.floor(random() * 256));
}

function describeBrokenArchives({ unpacker, sound }: UnpackerContract): void {
  const open = async (name: string, bytes: Uint8Array): Promise<Unpacked> =>
    unpacker.unpack({ kind: 'archive', name, bytes: bytesInMemory(bytes) }, contextOf());

  it('gives files or a problem for an archive cut anywhere, and never throws', async () => {
    const origin = sound();
    if (origin.kind !== 'archive') throw new TypeError('only archives can be cut');
    const bytes = origin.bytes.read(0, origin.bytes.size);
    const step = Math.ceil(bytes.length / 400);
    for (let length = 1; length < bytes.length; length += step) {
      const { tree, problems } = await open(origin.name, bytes.subarray(0, length));
      expect({ length, silent: tree.files.size + problems.length === 0 }).toEqual({ length, silent: false });
    }
  });

  it('gives files or a problem for random bytes, and never throws', async () => {
    const { name } = sound();
    for (let seed = 0; seed < 200; seed += 1) {
      const { tree, problems } = await open(name, garbage(seed));
      expect({ seed, silent: tree.files.size + problems.length === 0 }).toEqual({ seed, silent: false });
    }
  });
}

/** Properties of every unpacker. */
export function describeUnpacker(contract: UnpackerContract): void {
  const { unpacker, sound } = contract;
  const open = async (limits?: Partial<Limits>) => unpacker.unpack(sound(), contextOf(limits));

  describe(`${unpacker.id} as an unpacker`, () => {
    it('is the first of the registry to recognise its own', () => {
      expect(UNPACKERS.find((candidate) => candidate.recognises(sound()))?.id).toBe(unpacker.id);
    });

    it('opens it without a problem, files sorted by path', async () => {
      const { tree, problems } = await open();
      const paths = [...tree.files.keys()];
      expect(problems.filter(({ affectsCompleteness }) => affectsCompleteness)).toEqual([]);
      expect(paths.length).toBeGreaterThan(0);
      expect(paths).toEqual([...paths].sort());
    });

    it('reads every file at its stated size', async () => {
      const { tree } = await open();
      for await (const { path, bytes } of tree.readMany(tree.files.keys())) {
        expect({ path, size: bytes?.byteLength }).toEqual({ path, size: tree.files.get(path)?.size });
      }
    });

    it('answers every path once, however often it is asked', async () => {
      const unpacked = await open();
      const paths = [...unpacked.tree.files.keys()];
      expect(await pathsRead(unpacked, [...paths, 'no/such', ...paths, 'no/such'])).toEqual(
        [...paths, 'no/such'].sort(),
      );
      expect(await pathsRead(unpacked, paths)).toEqual(paths);
    });

    it.each(['no/such', '', '/', '../x', '__proto__', 'a\0'])('says that %j is missing', async (path) => {
      const { tree } = await open();
      expect((await tree.read(path)).problem?.code).toBe('missing');
    });

    it('says so when entries, all bytes or one file are over the limit', async () => {
      expect(problemCodes(await open({ maxEntries: 0 }))).toContain('too-large');
      expect(problemCodes(await open({ maxInflatedBytes: 1, maxImageBytes: 1 }))).toContain('too-large');
      const { tree } = await open({ maxFileBytes: 1 });
      const large = [...tree.files.values()].find(({ size }) => size > 1);
      expect((await tree.read(large?.path ?? '')).problem?.code).toBe('too-large');
    });

    if (sound().kind === 'archive' && unpacker.id !== 'single-file') describeBrokenArchives(contract);
  });
}
