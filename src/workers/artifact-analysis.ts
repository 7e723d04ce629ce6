import type { VerifyOptions } from './published-packages.js';
import type { ClosureOptions } from './published-code.js';
import type { FingerprintSet } from './fingerprint-source.js';
import type { ArtifactKind, Candidate, Comparison, Finding, Inventory } from '../model/index.js';
import type { Limits } from '../files/index.js';
import type { SignatureSet } from '../signatures/index.js';
import type { MessagePort } from 'node:worker_threads';

/** One artifact to analyse; crosses the thread border, so plain data only. */
export interface ArtifactJob {
  readonly hostPath: string;
  readonly isDirectory: boolean;
  readonly kind: ArtifactKind;
  readonly extraFiles: ReadonlyMap<string, string>;
  readonly limits: Limits;
  readonly signatures: SignatureSet;
  /** The indexes that bundled code is compared with; null without one. */
  readonly fingerprints: FingerprintSet | null;
  /** How to compare packages with what was published, null not to. What comes of it is not stored: it is not the bytes' alone. */
  readonly verify: VerifyOptions | null;
  /** How to fetch what the packages in bundles depend on, null not to. What comes of it is stored for the day, if nothing was missing. */
  readonly closure: ClosureOptions | null;
  /** What lists beside the artifact say of it. */
  readonly candidates?: readonly Candidate[];
  /** Folder of stored results, null to do without. */
  readonly cache: string | null;
  /** Channel that `FetchStep`s are sent through, for who wants to know. */
  readonly fetchPort?: MessagePort;
  /** Channel to a thread that helps with this artifact. */
  readonly helperPort?: MessagePort;
}

/** What an artifact is, holds, and what is wrong with it without looking at advisories. */
export interface Analysis {
  readonly inventory: Inventory;
  readonly findings: readonly Finding[];
  /** Only with `verify`. */
  readonly comparison?: Comparison;
  /** When registries were asked for what is in its bundles, ISO date-time; missing where they were not. */
  readonly askedAt?: string;
}

/** What came of one artifact. */
export interface AnalysedArtifact extends Analysis {
  /** Hex; null when it could not be read whole. */
  readonly sha256: string | null;
  /** Bytes as packed. */
  readonly size: number;
}
