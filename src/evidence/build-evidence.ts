import type { FileTree } from '../files/index.js';
import type { Confidence, EvidenceMethod, Problem } from '../model/index.js';
import type { BundleText } from './bundle-text.js';
import type { Owner, OwningPackage } from './source-owner.js';

/** Says whose a run of a bundle's text is. */
export interface Claim {
  /** [start, end) in UTF-16 code units of the bundle's text. */
  readonly start: number;
  readonly end: number;
  readonly owner: Owner;
}

/** A package that is said to be in a bundle. */
export interface Mention {
  readonly package: OwningPackage;
  /** What was seen, short. */
  readonly detail: string | null;
  readonly confidence: Confidence;
  /** The package inside whose published file it is: that one brings it, nobody installed it. */
  readonly host?: OwningPackage;
}

/** A version that something states of a package. */
export interface StatedVersion {
  /** Folder of the package, as `OwningPackage` has it. */
  readonly folder: string;
  readonly version: string;
  readonly method: EvidenceMethod;
  /** File it stands in. */
  readonly path: string;
  readonly detail: string;
  readonly confidence: Confidence;
}

/** The versions that a package can be of, because they and no others have the code that is there. */
export interface CandidateVersions {
  /** Folder of the package, as `OwningPackage` has it. */
  readonly folder: string;
  /** Ascending; empty when no known version fits. */
  readonly versions: readonly string[];
  /** Whether they follow from other packages whose own versions are not certain. */
  readonly isInferred?: boolean;
}

/** The name of a package that lies in a folder of another name. */
export interface TrueName {
  readonly folder: string;
  readonly name: string;
}

/** What of a file belongs to whom where no place is told. */
export interface Amount {
  readonly owner: Owner;
  readonly bytes: number;
}

/** That a module of one owner imports a module of a package. */
export interface Import {
  readonly from: Owner;
  readonly to: OwningPackage;
}

/** A file of a package as it was before it was bundled. */
export interface OriginalFile {
  readonly owner: OwningPackage;
  /** Below the package's folder. */
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  /** Of its text, see `textFacts`; null where only its size is told. */
  readonly hash: number | null;
}

/** What one kind of evidence says about one bundle. */
export interface BuildEvidence {
  /** File the evidence is in: the bundle or one beside it. */
  readonly path: string;
  readonly mentions: readonly Mention[];
  /** Sorted, without overlaps. */
  readonly claims: readonly Claim[];
  /** Claims that hold only where nothing else claims: what bundlers write between modules. Sorted, without overlaps. */
  readonly glue: readonly Claim[];
  /** Empty when nothing tells sizes apart from `claims`. */
  readonly amounts: readonly Amount[];
  readonly imports: readonly Import[];
  readonly versions: readonly StatedVersion[];
  readonly candidateVersions: readonly CandidateVersions[];
  readonly originals: readonly OriginalFile[];
  readonly trueNames: readonly TrueName[];
  /** Whether it tells of every module: statistics leave those out that were joined into others. */
  readonly isWhole?: boolean;
  readonly problems: readonly Problem[];
}

/** Evidence that says nothing, but for problems. */
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

/** Evidence, and the method that found it. */
export interface MethodEvidence extends BuildEvidence {
  readonly method: EvidenceMethod;
}

/** What a reader may use beside the bundle and its tree. */
export interface EvidenceContext {
  /** Claims of stronger evidence: sorted, without overlaps. */
  readonly claims: readonly Claim[];
  /** Whether names are enough: the reader may then skip work that only finds places in the text. */
  readonly namesOnly: boolean;
}

/** Reads one kind of evidence that a build left in a bundle or beside it. Never throws on bad input. */
export interface EvidenceReader {
  /** Folder name below src/evidence. */
  readonly id: string;
  readonly title: string;
  readonly method: EvidenceMethod;
  /** @returns null when there is no evidence of this kind. */
  read(bundle: BundleText, tree: FileTree, context: EvidenceContext): Promise<BuildEvidence | null>;
}
