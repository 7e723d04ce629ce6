import type { PythonEnvironment } from '../ecosystems/index.js';
import type { FileTree } from '../files/index.js';
import type { ClassStore, ReleaseStore } from '../release-files/index.js';
import type { ApplicationRoot, Drift, Package, Problem, UnresolvedImport } from '../model/index.js';

/** An import or a dependency that nothing in the tree provides. */
export interface MissingImport extends UnresolvedImport {
  /** Where a file imports it, in its bytes; only where all of these places are reached when they are needed, see `ImportPlace`. */
  readonly deferred?: { readonly path: string; readonly places: readonly number[] };
}

/** What one extractor found in a tree. */
export interface Extraction {
  readonly roots: readonly ApplicationRoot[];
  /** `bytes` is 0 here: the inventory counts them from `locations`. */
  readonly packages: readonly Package[];
  /** See `Inventory`. */
  readonly copies: readonly Package[];
  readonly problems: readonly Problem[];
  /** Differences between lockfiles and what is installed. */
  readonly drifts: readonly Drift[];
  /** Whether a lockfile was compared with what is installed. */
  readonly comparesLockfile?: boolean;
  /** Requirements that nothing in the tree provides. */
  readonly unresolvedImports: readonly MissingImport[];
  /** Files of code in another language than JavaScript that are the application's own. */
  readonly ownFiles?: ReadonlySet<string>;
  /** Files that packages of the operating system brought. */
  readonly systemFiles?: ReadonlySet<string>;
}

/** Opens the store of published releases; null where there is none. */
export type ReleaseSource = () => Promise<ReleaseStore | null>;

/** Opens the store of classes of Java libraries; null where there is none. */
export type ClassSource = () => Promise<ClassStore | null>;

export interface ExtractContext {
  /** Images have a system beside the application: extractors of language packages then look at every folder. */
  readonly isImage: boolean;
  /** Files outside of packages that are scripts by their content and not by their names. */
  readonly scripts?: ReadonlySet<string>;
  /** Files outside of npm packages that are programs in machine code. */
  readonly programs?: ReadonlySet<string>;
  /** Opens what is known of the files of published releases. */
  readonly releases?: ReleaseSource;
  /** The layers of an image, the lowest first: each has the files that it brings itself. */
  readonly layers?: readonly FileTree[];
  /** Files that packages of the operating system brought. */
  readonly systemFiles?: ReadonlySet<string>;
  /** Opens what is known of the classes of Java libraries. */
  readonly classes?: ClassSource;
  /** The Python that the configuration of its functions names; absent where it names none, or several. */
  readonly python?: PythonEnvironment;
}

/** Finds packages of one ecosystem in a tree. Never throws on bad input, never touches network, clock or disk. */
export interface Extractor {
  /** Folder name below src/extractors. */
  readonly id: string;
  readonly title: string;
  /** Cheap: looks at names only. */
  recognises(tree: FileTree, context: ExtractContext): boolean;
  extract(tree: FileTree, context: ExtractContext): Promise<Extraction>;
}
