import type { OperationUse } from '../../model/index.js';

/** The operations that a handler's code can perform. A tuple: an artifact may have many handlers. */
export type HandlerFacts = readonly [
  /** Name of the export. */
  name: string,
  /** Indexes in `operations`. */
  operations: readonly number[],
  /** Indexes in `reasons`. */
  reasons: readonly number[],
];

/** A file that a function may start. */
export interface EntryFacts {
  readonly path: string;
  /** Of all its exports together. */
  readonly all: HandlerFacts;
  /** Of each export, where they differ. */
  readonly handlers: readonly HandlerFacts[];
}

/** The operations that an artifact's code of one language can perform, as plain data: it is stored with the artifact's result. */
export interface OperationFacts {
  readonly operations: readonly OperationUse[];
  /** Why there may be more operations, in plain words. */
  readonly reasons: readonly string[];
  readonly entries: readonly EntryFacts[];
  /** Files that no function starts on its own, as far as is known: an entry loads them. */
  readonly inner: readonly string[];
  /** Whether no code of it has a word of AWS, and none of its packages loads an SDK. */
  readonly isSilent: boolean;
  /** Number of its own scripts. */
  readonly ownScripts: number;
}

/** The operations of an artifact's JavaScript, and of its Python. */
export interface PermissionFacts extends OperationFacts {
  /** Null: it has no code in Python. */
  readonly python: OperationFacts | null;
}
