import type { SignatureSet } from '../../src/signatures/index.js';
import { sightOf, unseenCode, type Sight } from './clean-mutants.js';
import { madeArchive } from './made-archives.js';
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
  readonly signatures: SignatureSet;
  readonly count: number;
  readonly seed: number;
}

export interface FuzzResult {
  /** Archives that gave files, that gave problems (some give both). */
  readonly withFiles: number;
  readonly withProblems: number;
  /** Archives that a scan calls clean and complete. */
  readonly clean: number;
  /** Those of them that hold other code or packages than their original, by its name. No other reader sees more in them. */
  readonly cleanAndOther: ReadonlyMap<string, number>;
  /** Failures: exceptions, unsafe paths, reads of another size, caught bugs. */
  readonly failures: readonly string[];
  readonly slowestMillis: number;
  readonly peakRssBytes: number;
}

const LIMITS = { maxInflatedBytes: 1024 * 1024, maxFileBytes: 64 * 1024, maxEntries: 1000 };

function faultOf(path: string): string | undefined {
  const outside = path.startsWith('/') || path.includes('\0') || path.split('/').includes('..');
  return outside ? `unsafe path ${JSON.stringify(path)}` : undefined;
}

interface Trial {
  readonly files: number;
  readonly problems: number;
  readonly faults: readonly string[];
  readonly sight: Sight;
}

async function tryArchive(bytes: Buffer, name: string, signatures: SignatureSet): Promise<Trial> {
  const unpacked = await unpackBytes(bytes, name, LIMITS);
  const contents = await readAll(unpacked);
  const { tree, problems } = unpacked;
  const paths = [...tree.files.keys(), ...tree.links.keys(), ...tree.links.values()];
  const faults = paths.map(faultOf).filter((fault) => fault !== undefined);
  if (contents.size !== tree.files.size) faults.push('not every file was answered for');
  // A handler of last resort: it catches exceptions that a reader should not have thrown.
  if (problems.some(({ message }) => message.startsWith('It could not be opened')))
    faults.push(problemLines(unpacked).join());
  if ([...contents.values()].some((content) => content.length > LIMITS.maxFileBytes))
    faults.push('read beyond the limit');
  if (tree.files.size === 0 && problems.length === 0 && bytes.length > 0 && !isEmptyZip(bytes))
    faults.push('silence');
  const sight = await sightOf(unpacked, signatures);
  if (sight.isClean) faults.push(...unseenCode(bytes, name, sight));
  return { files: tree.files.size, problems: problems.length, faults, sight };
}

/** An end record that declares no entries, alone, is a sound, empty archive. */
function isEmptyZip(bytes: Buffer): boolean {
  return bytes.includes(Buffer.from('PK\x05\x06\0\0\0\0\0\0\0\0', 'latin1'));
}

/** Every other archive is one whose bytes were changed, the rest were made odd. */
function trialOf(
  originals: readonly (readonly [string, Buffer])[],
  index: number,
  random: Random,
): readonly [string, Buffer] {
  if (index % 2 === 1) return madeArchive(random);
  const [name, bytes] = originals[(index / 2) % originals.length] ?? ['', Buffer.alloc(0)];
  return [name, mutate(bytes, random)];
}

function contentOf({ files, packages }: Sight): string {
  return JSON.stringify([[...files].sort(), packages]);
}

/** Results of all trials so far. */
class Tally {
  readonly failures: string[] = [];
  readonly cleanAndOther = new Map<string, number>();
  withFiles = 0;
  withProblems = 0;
  clean = 0;
  slowestMillis = 0;
  peakRssBytes = process.memoryUsage.rss();

  private readonly contents: ReadonlyMap<string, string>;

  constructor(contents: ReadonlyMap<string, string>) {
    this.contents = contents;
  }

  add(name: string, seed: number, { files, problems, faults, sight }: Trial): void {
    this.withFiles += Number(files > 0);
    this.withProblems += Number(problems > 0);
    this.failures.push(...faults.map((fault) => `${name} ${seed}: ${fault}`));
    if (!sight.isClean) return;
    this.clean += 1;
    const original = this.contents.get(name);
    if (original !== undefined && original !== contentOf(sight))
      this.cleanAndOther.set(name, (this.cleanAndOther.get(name) ?? 0) + 1);
  }
}

/** Opens and scans so many mutated archives and reads all their files. The same seed gives the same archives. */
export async function fuzzArchives({ archives, signatures, count, seed }: FuzzOptions): Promise<FuzzResult> {
  const originals = [...archives];
  const contents = new Map<string, string>();
  for (const [name, bytes] of originals)
    contents.set(name, contentOf((await tryArchive(bytes, name, signatures)).sight));
  const tally = new Tally(contents);
  for (let index = 0; index < count; index += 1) {
    const [name, mutated] = trialOf(originals, index, randomOf(seed + index));
    const started = performance.now();
    try {
      tally.add(name, seed + index, await tryArchive(mutated, name, signatures));
    } catch (error) {
      tally.failures.push(`${name} ${seed + index}: thrown ${(error as Error).stack}`);
    }
    tally.slowestMillis = Math.max(tally.slowestMillis, performance.now() - started);
    if (index % 500 === 0) tally.peakRssBytes = Math.max(tally.peakRssBytes, process.memoryUsage.rss());
  }
  return tally;
}
