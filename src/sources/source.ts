import type { ArtifactKind, Platform, Problem, ServerlessFunction } from '../model/index.js';

/** A path that the user named. */
export interface Target {
  /** Absolute path on this machine. */
  readonly hostPath: string;
  /** Path as reports show it: POSIX, relative to the working directory when below it. */
  readonly path: string;
  readonly kind: 'file' | 'directory';
  /** The host folder that the user named, or that contains the named file. Templates and configuration outside of it are not read. */
  readonly root: string;
}

/** Facts from the command line about a bare artifact; they override facts from files. */
export interface BareFunction {
  readonly name?: string;
  readonly handler?: string;
  readonly runtime?: string;
  readonly platform?: Platform;
  /** Layer archives or folders in mount order: absolute host paths. */
  readonly layers?: readonly string[];
}

/** Code as text. */
export interface InlineCode {
  /** File that it is as. */
  readonly fileName: string;
  readonly text: string;
}

/** An artifact that a source found but did not open. */
export interface ArtifactReference {
  /** Real absolute host path, plus `#index` if one file holds several artifacts. References with equal keys are one artifact. */
  readonly key: string;
  /** Path as reports show it. */
  readonly path: string;
  /** Name within its target; see Artifact.name. */
  readonly name: string;
  readonly kind: ArtifactKind;
  /** Absolute host path of the file or folder. */
  readonly hostPath: string;
  /** Code that is text in the file, in place of the file itself. */
  readonly inline?: InlineCode;
  /** See Origin.extraFiles: path in the tree → absolute host path. */
  readonly extraFiles?: ReadonlyMap<string, string>;
}

/** Functions and artifacts of a target. `mounts[].artifact` of a function is an ArtifactReference key. */
export interface Acquisition {
  readonly functions: readonly ServerlessFunction[];
  readonly artifacts: readonly ArtifactReference[];
  /** Problems of the target as a whole. `functionProblems` has those of single functions, by function id. */
  readonly problems: readonly Problem[];
  readonly functionProblems: ReadonlyMap<string, readonly Problem[]>;
}

/** Reads one kind of deployment output into functions and artifacts. Reads configuration, never code. */
export interface Source {
  /** Folder name below src/sources. */
  readonly id: string;
  readonly title: string;
  /** Sub-folders of a project that usually hold this source's output: `.aws-sam/build`. */
  readonly folders: readonly string[];
  /** Decides cheaply: reads names and at most one file. Returns a problem when that file lies outside of the target. */
  recognises(target: Target): Promise<boolean | Problem>;
  acquire(target: Target, bare: BareFunction): Promise<Acquisition>;
  /** One sentence that names the missing build step, when this source's tool is used in a target without functions; else null. */
  advise?(target: Target): Promise<string | null>;
}
