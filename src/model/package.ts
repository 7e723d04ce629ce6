import type { Confidence } from './severity.js';

/**
 * How a package is there:
 * `installed` its files are there · `bundled` compiled into a file · `vendored` a copy inside another package ·
 * `declared` only a manifest or lockfile names it · `runtime` the platform provides it.
 */
export type Presence = 'installed' | 'bundled' | 'vendored' | 'declared' | 'runtime';

/**
 * What the row rests on:
 * `located` its files or bytes are there, or a record of the build (a notice, a metafile) names it as a part ·
 * `required` something that is there needs it, and its own code was not found ·
 * `leftOut` only a manifest or lockfile names it: nothing of it is there.
 */
export type PackageBasis = 'located' | 'required' | 'leftOut';

/** `exact`: `version` is known · `set`: one of `candidates` · `unknown`: neither. */
export type VersionState = 'exact' | 'set' | 'unknown';

/** Whether the name may be sent to a public registry; `unknown` is treated like private. */
export type PackageOrigin = 'public' | 'private' | 'unknown';

export type EvidenceMethod =
  | 'manifest'
  | 'lockfile'
  | 'sourcemap'
  | 'metafile'
  | 'path-comment'
  | 'license-comment'
  | 'version-string'
  | 'fingerprint'
  | 'file-hash'
  | 'dist-info'
  | 'buildinfo'
  | 'pom'
  /** A list of what was built into a package: a claim that nothing proves. */
  | 'sbom'
  | 'system-database';

export interface Evidence {
  readonly method: EvidenceMethod;
  /** Path inside the artifact. */
  readonly path: string;
  /** The evidence in words, short; null when method and path are enough. */
  readonly detail: string | null;
}

export interface PackageLocation {
  /** Folder of an installed package, or the file it is part of; POSIX, relative to the artifact. */
  readonly path: string;
  /** Byte ranges [start, end) in that file, for bundled packages. */
  readonly ranges?: readonly (readonly [number, number])[];
}

/** A package that a lockfile or an SBOM beside the artifact names. It is a claim, which the scan checks. */
export interface Candidate {
  readonly name: string;
  readonly version: string;
  /** Whether the list names the public registry as its source. */
  readonly isPublic: boolean;
  /** In how many places it is installed; once where the list does not show it. */
  readonly places?: number;
}

/** A dependency of the package that does not resolve as required. */
export interface UnresolvedDependency {
  readonly name: string;
  /** The required range or spec. */
  readonly spec: string;
  readonly type: 'prod' | 'optional' | 'peer';
  /** `missing`: no package of that name is found · `invalid`: the found version is outside the range. */
  readonly reason: 'missing' | 'invalid';
}

/** Facts about a package of an image's operating system. */
export interface SystemFacts {
  /** The source that it was built from: advisories of most distributions name sources. */
  readonly source: { readonly name: string; readonly version: string };
  /** Whether the lowest layer that lists packages has it: the base of the image. Null if that is not known. */
  readonly isBase: boolean | null;
}

/** One occurrence of a package in an artifact. */
export interface Package {
  /** Unique in its artifact and stable across scans of the same bytes. */
  readonly id: string;
  /** Without version unless `versionState` is `exact`. https://github.com/package-url/purl-spec */
  readonly purl: string;
  /** OSV's word: npm, PyPI, Maven, Go … https://ossf.github.io/osv-schema/#defined-ecosystems */
  readonly ecosystem: string;
  readonly name: string;
  readonly versionState: VersionState;
  readonly version: string | null;
  /** Versions that match the evidence equally well, ascending; empty unless `versionState` is `set`. */
  readonly candidates: readonly string[];
  readonly presence: Presence;
  readonly basis: PackageBasis;
  /** Id of its ApplicationRoot. */
  readonly root: string;
  /** Required by the root itself; null when no manifest of the root shows it. */
  readonly direct: boolean | null;
  /** The name it is installed under, when that is not `name` (npm alias). */
  readonly alias: string | null;
  readonly origin: PackageOrigin;
  /** Id of the package whose folder or file carries this copy. */
  readonly vendoredIn: string | null;
  readonly locations: readonly PackageLocation[];
  /** Bytes of its own files (nested packages not counted), or of its ranges. */
  readonly bytes: number;
  /** Ids of the packages its dependencies resolve to, in this artifact. */
  readonly dependencies: readonly string[];
  readonly unresolved: readonly UnresolvedDependency[];
  /** Nothing in the root's tree depends on it (only set when the root has a manifest). */
  readonly extraneous: boolean;
  /** SPDX expressions or the manifest's own words. */
  readonly licenses: readonly string[];
  readonly evidence: readonly Evidence[];
  readonly confidence: Confidence;
  /** Absent: it is no package of an operating system. */
  readonly system?: SystemFacts | undefined;
}

/**
 * Whether only its own manifest names the package: a folder outside of `node_modules`, which the application's author
 * may have written under another package's name.
 */
export function isSelfNamed({ presence, vendoredIn, confidence }: Package): boolean {
  return presence === 'vendored' && vendoredIn === null && confidence === 'low';
}
