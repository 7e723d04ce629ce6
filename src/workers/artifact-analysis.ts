import type { VerifyOptions } from './published-packages.js';
import type { ClosureOptions } from './published-code.js';
import type { FingerprintSet } from './fingerprint-source.js';
import type { ArtifactKind, Candidate, Comparison, Finding, Inventory } from '../model/index.js';
import type { PythonEnvironment } from '../ecosystems/index.js';
import type { Limits } from '../files/index.js';
import type { SignatureSet } from '../signatures/index.js';
import type { MessagePort } from 'node:worker_threads';

/** One artifact to analyse; crosses the thread border, so plain data only. */
export interface ArtifactJob {
  readonly hostPath: string;
  readonly isDirectory: boolean;
  /** Code that is text in the file, in place of the file itself. */
  readonly inline?: { readonly fileName: string; readonly text: string };
  readonly kind: ArtifactKind;
  /** Processor that all functions of an image run on; absent if that is not known. */
  readonly architecture?: string;
  /** The Python that the configuration of all its functions names; absent where that is not known, or no Python. */
  readonly python?: PythonEnvironment;
  readonly extraFiles: ReadonlyMap<string, string>;
  readonly limits: Limits;
  readonly signatures: SignatureSet;
  /** The indexes of published code; null without one. */
  readonly fingerprints: FingerprintSet | null;
  /** How to compare packages with published ones; null: not. The result is not stored, because it does not depend on the bytes alone. */
  readonly verify: VerifyOptions | null;
  /** How to fetch the dependencies of packages in bundles; null: not. The result is stored for the day, if nothing was missing. */
  readonly closure: ClosureOptions | null;
  /** Claims of lockfiles and SBOMs beside the artifact. */
  readonly candidates?: readonly Candidate[];
  /** Whether no analysis of what code can do runs. */
  readonly withoutAnalyses?: boolean;
  /** Folder of stored results, null to do without. */
  readonly cache: string | null;
  /** Folder of what the signatures found in packages; absent: `cache`. */
  readonly packageCache?: string;
  /** Channel that `FetchStep`s are sent through, for progress. */
  readonly fetchPort?: MessagePort;
  /** Where signs of progress are counted; absent: nobody watches. */
  readonly beats?: SharedArrayBuffer;
  /** Channel to a thread that helps with this artifact. */
  readonly helperPort?: MessagePort;
}

/** An artifact's content and findings, before advisories are matched. */
export interface ArtifactContents {
  readonly inventory: Inventory;
  readonly findings: readonly Finding[];
  /** Only with `verify`. */
  readonly comparison?: Comparison;
  /** When registries were queried for its bundles, ISO date-time; missing where they were not. */
  readonly askedAt?: string;
}

/** The result of one artifact. */
export interface AnalysedArtifact extends ArtifactContents {
  /** Hex; null when it could not be read completely. */
  readonly sha256: string | null;
  /** Bytes as packed. */
  readonly size: number;
}
