import type { FileTree } from '../files/index.js';
import type {
  Artifact,
  ArtifactKind,
  Finding,
  FindingEvidence,
  FindingKind,
  FlowRules,
  FunctionPackage,
  Inventory,
  OperationAnswer,
  Problem,
  ServerlessFunction,
} from '../model/index.js';
import type { ProgramModel } from '../program/index.js';

/** One artifact, as an analysis is given it. */
export interface ArtifactInput {
  readonly tree: FileTree;
  readonly inventory: Inventory;
  readonly program: ProgramModel;
  readonly kind: ArtifactKind;
  /** Rules about where data goes; none when absent. */
  readonly flows?: FlowRules;
}

/** What an analysis finds in one artifact, whichever functions mount it. */
export interface ArtifactAnswer<Facts> {
  /** What the answers about functions need: plain data, the same after JSON. Stored with the artifact's result. */
  readonly facts: Facts;
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
  /** Kinds of findings that its code can have, here or in the functions that mount it: it has code that the analysis reads. */
  readonly examined?: readonly FindingKind[];
}

/** An artifact that a function mounts. */
export interface MountedFacts<Facts> {
  /** Where the runtime puts it. */
  readonly path: string;
  readonly artifact: Artifact;
  /** Null if the artifact could not be analysed: nothing may be called absent or unreachable because of it. */
  readonly facts: Facts | null;
}

/** Data of a function's events that code puts into a resource of AWS: its own, or that of functions that hand it on. */
export interface StoredData {
  /** The function whose events the data is of. */
  readonly fn: ServerlessFunction;
  /** The functions that hand it on, the first one's name first, and the resources that they put it into. */
  readonly ways: readonly StoredWay[];
  /** The triggers whose sender can choose the data. */
  readonly triggers: ServerlessFunction['triggers'];
  /** The last of these resources: an ARN, with placeholders for what only the deployment knows. */
  readonly resource: string;
  /** The way into the resource. */
  readonly evidence: readonly FindingEvidence[];
  /** Rules by which the data can do no harm any more. */
  readonly cleared: readonly string[];
}

/** A function, and the resource that it puts data into. */
interface StoredWay {
  readonly fn: ServerlessFunction;
  readonly resource: string;
}

/** One function, as an analysis is given it. */
export interface FunctionInput<Facts> {
  readonly fn: ServerlessFunction;
  /** In the order of the function's mounts. */
  readonly mounts: readonly MountedFacts<Facts>[];
  /** What the analyses before this one answer. */
  readonly before: FunctionAnswer;
  /** What functions of the same application put into resources; absent: nothing. */
  readonly stored?: readonly StoredData[];
}

/** Whether a function loads a package. */
export type Reachability = Pick<FunctionPackage, 'when' | 'via'> & { readonly reachable: boolean };

/** The result of an analysis for one function. */
export interface FunctionAnswer {
  /** By `{artifact id}#{package id}`; a package that is not in it is not known to be reachable or not. */
  readonly reachable: ReadonlyMap<string, Reachability>;
  /** AWS operations that its code can perform; absent if the analysis does not look for them. */
  readonly operations?: OperationAnswer;
  /** Their fingerprints are without the function's id, which the join adds. */
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
}

/**
 * Answers a question about what code can do: once per artifact, in a worker thread, then per function from the facts of all that
 * the function mounts. Never throws on bad input, never runs what it reads. What it cannot decide is a Problem or stays unknown.
 */
export interface Analysis<Facts = unknown> {
  /** Folder name below src/analysis. */
  readonly id: string;
  readonly title: string;
  /** Loads its parser by `import()`, because every scan loads the list of analyses. */
  analyseArtifact(input: ArtifactInput): Promise<ArtifactAnswer<Facts>>;
  /** Pure: the same facts give the same answer, also in another process. */
  answerFunction(input: FunctionInput<Facts>): FunctionAnswer;
}
