import type { FileTree } from '../files/index.js';
import type { Confidence, EvidenceMethod, Problem } from '../model/index.js';
import type { BundleText } from './bundle-text.js';
import type { Owner, OwningPackage } from './source-owner.js';

/** A range of a bundle's text and its owner. */
export interface Claim {
  /** [start, end) in UTF-16 code units of the bundle's text. */
  readonly start: number;
  readonly end: number;
  readonly owner: Owner;
}

/** A package that evidence names as part of a bundle. */
export interface Mention {
  readonly package: OwningPackage;
  /** What the evidence shows, in a few words. */
  readonly detail: string | null;
  readonly confidence: Confidence;
  /**
   * The package whose published file contains this one; null if it is not known which. It was installed as a part of that package, not by
   * itself.
   */
  readonly host?: OwningPackage | null;
}

/** A version that evidence states for a package. */
export interface StatedVersion {
  /** Folder of the package, as `OwningPackage` has it. */
  readonly folder: string;
  readonly version: string;
  readonly method: EvidenceMethod;
  /** The file that states it. */
  readonly path: string;
  readonly detail: string;
  readonly confidence: Confidence;
}

/** The versions whose code fits the code that is there; no other version fits it. */
export interface CandidateVersions {
  /** Folder of the package, as `OwningPackage` has it. */
  readonly folder: string;
  /** Ascending; empty when no known version fits. */
  readonly versions: readonly string[];
  /** Whether they follow from packages whose own versions are uncertain. */
  readonly isInferred?: boolean;
}

/** The real name of a package that is installed in a folder of another name. */
export interface TrueName {
  readonly folder: string;
  readonly name: string;
}

/** Bytes of a file that belong to an owner, where their position is unknown. */
export interface Amount {
  readonly owner: Owner;
  readonly bytes: number;
}

/** An import from a module of one owner to a module of a package. */
export interface Import {
  readonly from: Owner;
  readonly to: OwningPackage;
}

/** A file of a package before it was bundled. */
export interface OriginalFile {
  readonly owner: OwningPackage;
  /** Relative to the package's folder. */
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  /** Hash of the file's text, see `textFacts`; null if only its size is known. */
  readonly hash: number | null;
}

/** What one kind of evidence shows for one bundle. */
export interface BuildEvidence {
  /** The file that holds the evidence: the bundle, or a file beside it. */
  readonly path: string;
  readonly mentions: readonly Mention[];
  /** Sorted, without overlaps. */
  readonly claims: readonly Claim[];
  /** Code that bundlers write between modules. These claims count only where no other claim does. Sorted, without overlaps. */
  readonly glue: readonly Claim[];
  /** Empty if sizes are known from `claims` only. */
  readonly amounts: readonly Amount[];
  readonly imports: readonly Import[];
  readonly versions: readonly StatedVersion[];
  readonly candidateVersions: readonly CandidateVersions[];
  readonly originals: readonly OriginalFile[];
  readonly trueNames: readonly TrueName[];
  /** Whether the evidence lists every module. Statistics leave out modules that were joined into others. */
  readonly isWhole?: boolean;
  readonly problems: readonly Problem[];
}

/** Evidence without content; it may have problems. */
export function noEvidence(path: string, problems: readonly Problem[] = []): BuildEvidence {
  return {
    path,
    mentions: [],
    claims: [],
    glue: [],
    amounts: [],
    imports: [],
    versions: [],
    candidateVersions: [],
    originals: [],
    trueNames: [],
    problems,
  };
}

/** Evidence with the method that found it. */
export interface MethodEvidence extends BuildEvidence {
  readonly method: EvidenceMethod;
}

/** What a reader may use besides the bundle and its file tree. */
export interface EvidenceContext {
  /** Claims of stronger evidence: sorted, without overlaps. */
  readonly claims: readonly Claim[];
  /** Whether package names suffice. The reader may then skip work that only finds positions in the text. */
  readonly namesOnly: boolean;
}

/** Reads one kind of evidence that a build left in a bundle or beside it. Never throws on bad input. */
export interface EvidenceReader {
  /** Folder name below src/evidence. */
  readonly id: string;
  readonly title: string;
  readonly method: EvidenceMethod;
  /** @returns null if there is no evidence of this kind. */
  read(bundle: BundleText, tree: FileTree, context: EvidenceContext): Promise<BuildEvidence | null>;
}
