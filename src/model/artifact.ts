import type { UnresolvedImport } from './unresolved-import.js';
import type { Change } from './change.js';
import type { Drift } from './drift.js';
import type { Comparison } from './published-package.js';
import type { EnvironmentHook } from './environment-hook.js';
import type { Finding, FindingKind } from './finding.js';
import type { Package } from './package.js';
import type { Problem } from './problem.js';

export type ArtifactKind = 'function' | 'layer' | 'image';

/** Where a package tree hangs: a manifest's folder, a site-packages folder, a bundle file. */
export interface ApplicationRoot {
  /** Unique in its artifact. */
  readonly id: string;
  /** Folder or file inside the artifact; '' = the artifact's root. */
  readonly path: string;
  /** Name its manifest gives it, if any. */
  readonly name: string | null;
  /** npm, pnpm, yarn, bun, pip …; null when unknown. */
  readonly manager: string | null;
  /** File inside the artifact that lists what it requires, where people write it and no manager does; absent where none is known. */
  readonly list?: string;
}

/** Code bytes of an artifact by class; `codeBytes` is their sum. Bytes as inflated; tables of data are no code. */
export interface Coverage {
  readonly codeBytes: number;
  readonly installed: number;
  readonly bundled: number;
  readonly firstParty: number;
  /** Bundlers' and transpilers' helper code. */
  readonly generated: number;
  readonly unattributed: number;
}

export const NO_COVERAGE: Coverage = {
  codeBytes: 0,
  installed: 0,
  bundled: 0,
  firstParty: 0,
  generated: 0,
  unattributed: 0,
};

/** How an image runs, by its configuration. https://github.com/opencontainers/image-spec/blob/main/config.md */
export interface ImageConfig {
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  /** The command line that shows whether a container is well; empty without one. */
  readonly healthCheck: readonly string[];
  readonly workingDirectory: string | null;
  readonly architecture: string | null;
  /** Names only, never values. */
  readonly environment: readonly string[];
  /** Those of its variables that make a runtime load code. */
  readonly environmentHooks: readonly EnvironmentHook[];
}

/** What was found in an artifact. */
export interface Inventory {
  readonly roots: readonly ApplicationRoot[];
  readonly packages: readonly Package[];
  /**
   * Folders outside of `node_modules` whose manifest names a package, a row each. Their authors may have copied or written them: a
   * row counts as a package where its name is a known one.
   */
  readonly copies: readonly Package[];
  readonly coverage: Coverage;
  readonly problems: readonly Problem[];
  readonly drifts: readonly Drift[];
  /** Whether a lockfile was compared with what is installed. */
  readonly comparesLockfile?: boolean;
  /** Kinds of findings that there was something to look for in. Absent in results of earlier versions. */
  readonly examined?: readonly FindingKind[];
  /** Each name once, sorted. */
  readonly unresolvedImports: readonly UnresolvedImport[];
  /** Files that Node would run as scripts under other names: those outside of packages, sorted. */
  readonly scripts: readonly string[];
  /** A file `bootstrap` is at its root: the start of a custom runtime. */
  readonly bootstrap: boolean;
  /** Files that a handler can name, sorted: see `src/inventory/handler-files.ts`. */
  readonly handlerFiles: readonly string[];
  /** Only for images. */
  readonly image: ImageConfig | null;
  /** What analyses keep for their answers about functions, by the id of the analysis: see `src/analysis/`. Absent without any. */
  readonly facts?: Readonly<Record<string, unknown>>;
}

export const NO_INVENTORY: Inventory = {
  roots: [],
  packages: [],
  copies: [],
  coverage: NO_COVERAGE,
  problems: [],
  drifts: [],
  unresolvedImports: [],
  scripts: [],
  bootstrap: false,
  handlerFiles: [],
  image: null,
};

/** One archive, directory or image as deployed, analysed once however many functions mount it. */
export interface Artifact {
  /** Unique in the report; derived from `sha256`. */
  readonly id: string;
  /** Hex sha256 of its bytes; of the sorted (path, sha256) list for a directory. Null when it could not be read. */
  readonly sha256: string | null;
  /** The same digest in base64: Lambda shows it as the `CodeSha256` of a zip. Absent for folders and images. */
  readonly codeSha256?: string | undefined;
  readonly kind: ArtifactKind;
  /** As the target names it, POSIX, relative to where the scan was started when below it. */
  readonly path: string;
  /** Its identity wherever the scan was started: its path within the target; see ServerlessFunction.id. */
  readonly name: string;
  /** Bytes as packed; of a directory the sum of its files. */
  readonly size: number;
  readonly roots: readonly ApplicationRoot[];
  readonly coverage: Coverage;
  readonly packages: readonly Package[];
  readonly findings: readonly Finding[];
  /** Changes that clear its findings, the worst and the most first; a function has those of all its mounts. */
  readonly changes: readonly Change[];
  /** Only with `--verify`. */
  readonly comparison?: Comparison | undefined;
  /** Kinds of findings that were looked for in it by rules, analyses and comparisons; absent if that is not known. */
  readonly examined?: readonly FindingKind[];
  readonly problems: readonly Problem[];
}

/** Folders that builds write: `.aws-sam`, `.serverless`, `cdk.out`. */
const OF_BUILD = /(?:^|\/)(?:\.[^./][^/]*|cdk\.out)\//;

/** Whether its content is what is deployed. Another folder may be code that a build still adds packages to. */
export function isDeployed({
  kind,
  codeSha256,
  path,
}: Pick<Artifact, 'kind' | 'codeSha256' | 'path'>): boolean {
  return kind === 'image' || codeSha256 !== undefined || OF_BUILD.test(path);
}
