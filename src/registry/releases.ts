import { valid } from 'semver';
import type { NotPublished } from '../model/index.js';
import { integrityOf } from './integrity.js';
import { packument, release } from './schema.js';

/** A version as its registry lists it. */
export interface Release {
  readonly version: string;
  /** Where its tarball is. */
  readonly address: string;
  /** Subresource Integrity of its tarball; null when none is listed. */
  readonly integrity: string | null;
  /** Name → range of what it needs when it runs; optional and peer ones too. */
  readonly dependencies: ReadonlyMap<string, string>;
}

export type Releases = { readonly state: 'found'; readonly releases: readonly Release[] } | NotPublished;

function releaseIn(listed: unknown): Release[] {
  const parsed = release.safeParse(listed);
  if (!parsed.success || valid(parsed.data.version) === null) return [];
  const { version, dist, dependencies, optionalDependencies, peerDependencies } = parsed.data;
  const needed = [peerDependencies, dependencies, optionalDependencies];
  return [
    {
      version,
      address: dist.tarball,
      integrity: integrityOf(dist),
      dependencies: new Map(needed.flatMap((ranges) => Object.entries(ranges ?? {}))),
    },
  ];
}

/** The versions in a packument; those that cannot be read, or are no semantic versions, are left out. */
export function releasesIn(answer: unknown): Release[] {
  return Object.values(packument.parse(answer).versions).flatMap(releaseIn);
}
