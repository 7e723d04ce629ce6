/** The result of checking a registry's signature over a version's integrity. */
export type SignatureState =
  /** A key of the registry made it. */
  | 'valid'
  /** A key of the registry did not make it. */
  | 'invalid'
  /** The registry signs nothing, or did not sign this version. */
  | 'none'
  /** The registry's keys could not be read, or none has the signature's id. */
  | 'unchecked';

/** The entry of one version in a registry, which installers resolve by; the tarball has a package.json of its own. */
export interface ListedPackage {
  readonly name: string;
  readonly version: string;
  /** Name → range; optional ones too. */
  readonly dependencies: ReadonlyMap<string, string>;
  /** Names of commands. */
  readonly bin: readonly string[];
  readonly hasInstallScript: boolean;
  readonly signature: SignatureState;
  /** Whether an attestation of where it was built is listed. Attackers have published with valid ones: it proves no good intent. */
  readonly hasProvenance: boolean;
}

/** Why no comparison is possible. */
export type NotPublished =
  /** The registry lacks the name or the version. */
  | { readonly state: 'unknown'; readonly what: 'name' | 'version' }
  /** The request failed or its answer was unusable; `reason` continues “not compared: ”. */
  | { readonly state: 'unavailable'; readonly reason: string };

/** How many installed packages of an artifact were compared with what was published (`--verify`). */
export interface Comparison {
  /** Installed packages, without those that are bundled in others and without private ones. */
  readonly packages: number;
  /** Those of them that were compared whole. */
  readonly compared: number;
  /** Packages whose names are sent to no registry, by manifests or lockfiles. */
  readonly private: number;
}
