/** What a registry's signature over a version's integrity is worth. */
export type SignatureState =
  /** A key of the registry made it. */
  | 'valid'
  /** A key of the registry did not make it. */
  | 'invalid'
  /** The registry signs nothing, or did not sign this version. */
  | 'none'
  /** The registry's keys could not be read, or none has the signature's id. */
  | 'unchecked';

/** What a registry lists of one version: what installers resolve by, apart from the tarball's own package.json. */
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

/** Why there is nothing to compare with. */
export type NotPublished =
  /** The registry knows no such name, or the name but no such version. */
  | { readonly state: 'unknown'; readonly what: 'name' | 'version' }
  /** It could not be asked or its answer not be used; `reason` continues “not compared: ”. */
  | { readonly state: 'unavailable'; readonly reason: string };

/** How many installed packages of an artifact were compared with what was published (`--verify`). */
export interface Comparison {
  /** Installed packages, without those that are bundled in others and without private ones. */
  readonly packages: number;
  /** Those of them that were compared whole. */
  readonly compared: number;
  /** Packages that no registry is asked for, as manifests or lockfiles say. */
  readonly private: number;
}
