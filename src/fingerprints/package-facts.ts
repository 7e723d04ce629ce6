import type { Program } from 'acorn';
import { parseScript } from '../syntax/index.js';
import { readReachableFiles } from './package-entries.js';
import { readSource } from './read-source.js';
import { readManifestFacts } from './manifest-facts.js';
import { packageOfSpecifier, type PackageFiles } from './resolve-in-package.js';
import { FEATURES_VERSION } from './source-features.js';

/** What one file of a published package is recognised by. */
export interface FileFacts {
  /** Below the package's folder. */
  readonly path: string;
  /** Whether the manifest names it as what importers get. */
  readonly isEntry: boolean;
  /** Whether it is an ECMAScript module. */
  readonly isModule: boolean;
  /** Names of packages (and of Node's modules) that it imports, sorted. */
  readonly imports: readonly string[];
  /** Distinct hashes, ascending. */
  readonly features: Uint32Array;
}

/** What one version of a package is recognised by: facts only, none of its text. Plain data, may be stored. */
export interface PackageFacts {
  /** `FEATURES_VERSION` of whoever made it. */
  readonly featuresVersion: number;
  readonly name: string;
  readonly version: string;
  /** Dependencies that installers install with it, name → range; optional and peer ones too. */
  readonly dependencies: ReadonlyMap<string, string>;
  /** Files that importers of the package reach. */
  readonly files: readonly FileFacts[];
  /** Paths of reached files that could not be parsed. */
  readonly unread: readonly string[];
}

/** Longer texts are data, or generated. */
const MAX_TEXT = 8 * 1024 * 1024;

function programOf(path: string, text: string): Program | null {
  if (text.length > MAX_TEXT) return null;
  // Bundlers write imported JSON as an expression.
  return parseScript(path.endsWith('.json') ? `(${text}\n)` : text);
}

interface Parsed {
  readonly facts: FileFacts;
  readonly specifiers: readonly string[];
}

function readFile(path: string, bytes: Uint8Array, isEntry: boolean): Parsed | null {
  const program = programOf(path, Buffer.from(bytes).toString());
  if (!program) return null;
  try {
    const { features, specifiers, isModule } = readSource(program);
    const imports = new Set(specifiers.flatMap((specifier) => packageOfSpecifier(specifier) ?? []));
    return {
      specifiers,
      facts: {
        path,
        isEntry,
        isModule,
        imports: [...imports].sort(),
        features: Uint32Array.from(new Set(features.hashes)).sort(),
      },
    };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/**
 * The facts that an index keeps of one published version. Nothing of the package runs.
 * @param files path below the package's folder → bytes, as in its tarball.
 * @param manifest its package.json, parsed. Whatever shape it has is borne.
 */
export function factsOfPackageVersion(files: PackageFiles, manifest: unknown): PackageFacts {
  const { name, version, dependencies } = readManifestFacts(manifest);
  const facts: FileFacts[] = [];
  const unread: string[] = [];
  readReachableFiles({ files, manifest }, (path, isEntry) => {
    const parsed = readFile(path, files.get(path) ?? new Uint8Array(), isEntry);
    if (!parsed) unread.push(path);
    else if (parsed.facts.features.length > 0 || parsed.facts.imports.length > 0) facts.push(parsed.facts);
    return parsed?.specifiers ?? [];
  });
  return { featuresVersion: FEATURES_VERSION, name, version, dependencies, files: facts, unread };
}
