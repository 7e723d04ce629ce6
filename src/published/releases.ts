import { valid } from 'semver';
import type { NotPublished } from '../model/index.js';
import { integrityOf } from './integrity.js';
import { packument, release, type ListedRelease } from './schema.js';

/** A version as its registry lists it. */
export interface Release {
  readonly version: string;
  /** Where its tarball is. */
  readonly address: string;
  /** Subresource Integrity of its tarball; null when none is listed. */
  readonly integrity: string | null;
  /** Name → range of its run-time dependencies; optional and peer ones too. */
  readonly dependencies: ReadonlyMap<string, string>;
  /** Those of them that are neither optional nor peers. */
  readonly required: ReadonlyMap<string, string>;
  /** Names of those that may be absent. */
  readonly optional: ReadonlySet<string>;
  /** Whether it installs commands: its dependencies may be for these alone. */
  readonly hasCommands: boolean;
}

export type Releases = { readonly state: 'found'; readonly releases: readonly Release[] } | NotPublished;

function optionalOf({
  dependencies = {},
  optionalDependencies = {},
  peerDependenciesMeta = {},
}: ListedRelease): Set<string> {
  const peers = Object.entries(peerDependenciesMeta).filter(([, { optional }]) => optional === true);
  const names = peers.map(([name]) => name).filter((name) => !Object.hasOwn(dependencies, name));
  return new Set([...Object.keys(optionalDependencies), ...names]);
}

function releaseIn(listed: unknown): Release[] {
  const parsed = release.safeParse(listed);
  if (!parsed.success || valid(parsed.data.version) === null) return [];
  const { version, dist, bin, dependencies, optionalDependencies, peerDependencies } = parsed.data;
  const optional = optionalOf(parsed.data);
  const needed = [peerDependencies, dependencies, optionalDependencies];
  return [
    {
      version,
      address: dist.tarball,
      integrity: integrityOf(dist),
      dependencies: new Map(needed.flatMap((ranges) => Object.entries(ranges ?? {}))),
      required: new Map(Object.entries(dependencies ?? {}).filter(([name]) => !optional.has(name))),
      optional,
      hasCommands: bin !== undefined,
    },
  ];
}

/** The versions in a packument; those that cannot be read, or are no semantic versions, are left out. */
export function releasesIn(answer: unknown): Release[] {
  return Object.values(packument.parse(answer).versions).flatMap(releaseIn);
}
