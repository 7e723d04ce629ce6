import type { ArtifactKind, Platform, Problem, ServerlessFunction } from '../model/index.js';

/** What the user pointed at. */
export interface Target {
  /** Absolute path on this machine. */
  readonly hostPath: string;
  /** As reports show it: POSIX, relative to the working directory when below it. */
  readonly path: string;
  readonly kind: 'file' | 'directory';
  /** Host folder that the user named, or that holds the file that the user named: templates and configuration are read inside it only. */
  readonly root: string;
}

/** Facts given on the command line for a bare artifact; they win over what files say. */
export interface BareFunction {
  readonly name?: string;
  readonly handler?: string;
  readonly runtime?: string;
  readonly platform?: Platform;
  /** Layer archives or folders in mount order: absolute host paths. */
  readonly layers?: readonly string[];
}

/** An artifact that a source found, not opened yet. */
export interface ArtifactReference {
  /** Real absolute host path (plus `#index` if one file holds several): two references of one key are one artifact. */
  readonly key: string;
  /** As reports show it. */
  readonly path: string;
  /** Within its target; see Artifact.name. */
  readonly name: string;
  readonly kind: ArtifactKind;
  /** Absolute host path of the file or folder. */
  readonly hostPath: string;
  /** See Origin.extraFiles: path in the tree → absolute host path. */
  readonly extraFiles?: ReadonlyMap<string, string>;
}

/** Functions and artifacts of a target. `mounts[].artifact` of a function is an ArtifactReference key. */
export interface Acquisition {
  readonly functions: readonly ServerlessFunction[];
  readonly artifacts: readonly ArtifactReference[];
  /** Of the target as a whole, and of single functions (by function id). */
  readonly problems: readonly Problem[];
  readonly functionProblems: ReadonlyMap<string, readonly Problem[]>;
}

/** Turns a kind of deployment output into functions and artifacts. Reads configuration, never code. */
export interface Source {
  /** Folder name below src/sources. */
  readonly id: string;
  readonly title: string;
  /** Sub-folders of a project in which this source's output usually lies: `.aws-sam/build`. */
  readonly folders: readonly string[];
  /** Cheap: looks at names and at most one file. A problem where it would have to read that outside of the target. */
  recognises(target: Target): Promise<boolean | Problem>;
  acquire(target: Target, bare: BareFunction): Promise<Acquisition>;
  /** Where nothing was found at a target that this source's tool works in: the step that is missing, one sentence; else null. */
  advise?(target: Target): Promise<string | null>;
}
