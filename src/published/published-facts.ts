import type { Limits } from '../files/index.js';
import type { PackageFacts } from '../recognition/index.js';
import type { NotPublished } from '../model/index.js';
import type { Registry } from './open-registry.js';
import type { Release } from './releases.js';
import type { FactsStore } from './facts-store.js';
import type { TarballJob } from './read-tarball.js';

export type Facts = { readonly state: 'found'; readonly facts: PackageFacts } | NotPublished;

/** Reads a tarball: here, or in a thread. */
export type ReadTarball = (job: TarballJob) => Promise<PackageFacts | null>;

export interface FactsSource {
  readonly registry: Registry;
  readonly store: FactsStore;
  readonly readTarball: ReadTarball;
  readonly limits: Limits;
}

/** The facts that recognise a published version: from the store, or read from its tarball and stored. Never throws for bad packages. */
export async function factsOf(name: string, release: Release, source: FactsSource): Promise<Facts> {
  const { registry, store, limits } = source;
  const { version, integrity } = release;
  const known = integrity === null ? undefined : await store.read(integrity);
  // Two names may have published the same bytes.
  if (known) return { state: 'found', facts: { ...known, name, version } };
  const answer = await registry.tarball(name, release);
  if (answer.state !== 'found') return answer;
  const facts = await source.readTarball({ name, version, tarball: answer.tarball, limits });
  if (!facts) return { state: 'unavailable', reason: 'the published tarball cannot be read' };
  if (integrity !== null) await store.write(integrity, facts);
  return { state: 'found', facts };
}
