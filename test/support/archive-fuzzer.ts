import { problemLines, readAll, unpackBytes } from './unpack-bytes.js';

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const INTERESTING = [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff];

type Random = () => number;
type Mutation = (bytes: Buffer, random: Random) => Buffer;

function below(random: Random, limit: number): number {
  return Math.floor(random() * limit);
}

const MUTATIONS: readonly Mutation[] = [
  (bytes, random) => {
    const at = below(random, bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << below(random, 8));
    return bytes;
  },
  (bytes, random) => {
    bytes[below(random, bytes.length)] = below(random, 256);
    return bytes;
  },
  (bytes, random) => {
    const value = INTERESTING[below(random, INTERESTING.length)] ?? 0;
    const width = random() < 0.5 ? 2 : 4;
    if (bytes.length < width) return bytes;
    const at = below(random, bytes.length - width + 1);
    bytes.writeUIntLE(width === 2 ? value & 0xffff : value, at, width);
    return bytes;
  },
  (bytes, random) => bytes.subarray(0, below(random, bytes.length)),
  (bytes, random) => {
    const from = below(random, bytes.length);
    const length = below(random, 64);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + length)]);
  },
  (bytes, random) => {
    const from = below(random, bytes.length);
    const piece = bytes.subarray(from, from + below(random, 128));
    const at = below(random, bytes.length);
    return Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)]);
  },
  (bytes, random) => {
    const from = below(random, bytes.length);
    bytes.copy(bytes, below(random, bytes.length), from, from + below(random, 64));
    return bytes;
  },
];

/** The bytes with one to six things changed. */
export function mutate(bytes: Buffer, random: Random): Buffer {
  let mutated = Buffer.from(bytes);
  for (let left = 1 + below(random, 6); left > 0 && mutated.length > 0; left -= 1) {
    const mutation = MUTATIONS[below(random, MUTATIONS.length)];
    if (mutation) mutated = Buffer.from(mutation(mutated, random));
  }
  return mutated;
}

export interface FuzzOptions {
  readonly archives: ReadonlyMap<string, Buffer>;
  readonly count: number;
  readonly seed: number;
}

export interface FuzzResult {
  /** Archives that gave files, that gave problems (some give both). */
  readonly withFiles: number;
  readonly withProblems: number;
  /** What must not be: exceptions, unsafe paths, reads of another size, caught bugs. */
  readonly failures: readonly string[];
  readonly slowestMillis: number;
  readonly peakRssBytes: number;
}

const LIMITS = { maxInflatedBytes: 1024 * 1024, maxFileBytes: 64 * 1024, maxEntries: 1000 };

function faultOf(path: string): string | undefined {
  const outside = path.startsWith('/') || path.includes('\0') || path.split('/').includes('..');
  return outside ? `unsafe path ${JSON.stringify(path)}` : undefined;
}

async function tryArchive(
  bytes: Buffer,
  name: string,
): Promise<{ files: number; problems: number; faults: string[] }> {
  const unpacked = await unpackBytes(bytes, name, LIMITS);
  const contents = await readAll(unpacked);
  const { tree, problems } = unpacked;
  const paths = [...tree.files.keys(), ...tree.links.keys(), ...tree.links.values()];
  const faults = paths.map(faultOf).filter((fault) => fault !== undefined);
  if (contents.size !== tree.files.size) faults.push('not every file was answered for');
  // The net below bugs: what it catches are exceptions that a reader should not have thrown.
  if (problems.some(({ message }) => message.startsWith('It could not be opened')))
    faults.push(problemLines(unpacked).join());
  if ([...contents.values()].some((content) => content.length > LIMITS.maxFileBytes))
    faults.push('read beyond the limit');
  if (tree.files.size === 0 && problems.length === 0 && bytes.length > 0 && !isEmptyZip(bytes))
    faults.push('silence');
  return { files: tree.files.size, problems: problems.length, faults };
}

/** An end record that says "no entries" and nothing else is a sound, empty archive. */
function isEmptyZip(bytes: Buffer): boolean {
  return bytes.includes(Buffer.from('PK\x05\x06\0\0\0\0\0\0\0\0', 'latin1'));
}

/** Opens so many mutated archives and reads all their files. The same seed gives the same archives. */
export async function fuzzArchives({ archives, count, seed }: FuzzOptions): Promise<FuzzResult> {
  const originals = [...archives];
  const failures: string[] = [];
  let [withFiles, withProblems, slowestMillis, peakRssBytes] = [0, 0, 0, 0];
  for (let index = 0; index < count; index += 1) {
    const [name, bytes] = originals[index % originals.length] ?? ['', Buffer.alloc(0)];
    const mutated = mutate(bytes, randomOf(seed + index));
    const started = performance.now();
    try {
      const { files, problems, faults } = await tryArchive(mutated, name);
      if (files > 0) withFiles += 1;
      if (problems > 0) withProblems += 1;
      failures.push(...faults.map((fault) => `${name} ${seed + index}: ${fault}`));
    } catch (error) {
      failures.push(`${name} ${seed + index}: thrown ${(error as Error).stack}`);
    }
    slowestMillis = Math.max(slowestMillis, performance.now() - started);
    if (index % 500 === 0) peakRssBytes = Math.max(peakRssBytes, process.memoryUsage.rss());
  }
  return { withFiles, withProblems, failures, slowestMillis, peakRssBytes };
}
