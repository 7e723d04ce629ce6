import { MIN_MODULES_OF_BUNDLE, MIN_FEATURES_OF_ENTRY } from '../parameters/facts.js';
import { limitOf } from '../../files/index.js';
import type { AnyNode, Program } from 'acorn';
import { eachChild, parseScript } from '../../syntax/index.js';
import { readReachableFiles } from './package-entries.js';
import { readSource } from '../features/read-source.js';
import { readManifestFacts } from './manifest-facts.js';
import { textFacts, type TextFacts } from '../../evidence/index.js';
import { packageOfSpecifier } from '../../ecosystems/index.js';
import { type PackageFiles } from './resolve-in-package.js';
import { FEATURES_VERSION } from '../features/source-features.js';

/** The facts of one file of a published package. */
export interface FileFacts {
  /** Relative to the package's folder. */
  readonly path: string;
  /** Whether importers get it by the manifest. */
  readonly isEntry: boolean;
  /** Whether it is an ECMAScript module. */
  readonly isModule: boolean;
  /** Whether it uses no module system. Bundlers may hoist such a script like an ECMAScript module. */
  readonly isScript: boolean;
  /** Names of packages (and of Node's modules) that it imports, sorted. */
  readonly imports: readonly string[];
  /** Distinct hashes, ascending. */
  readonly features: Uint32Array;
  readonly text: TextFacts;
}

/** The facts of one published version: no part of its text. Plain data that may be stored. */
export interface PackageFacts {
  /** The `FEATURES_VERSION` by which it was read. */
  readonly featuresVersion: number;
  readonly name: string;
  readonly version: string;
  /** Name → range of the dependencies that installers add, optional and peer ones included. */
  readonly dependencies: ReadonlyMap<string, string>;
  /** Files that importers of the package reach. */
  readonly files: readonly FileFacts[];
  /** Paths of reached files that could not be parsed. */
  readonly unread: readonly string[];
  /** Path → sha256 in hex, of native add-ons and WebAssembly. Facts stored by earlier releases lack it. */
  readonly binaries?: ReadonlyMap<string, string>;
}

function programOf(path: string, text: string): Program | null {
  if (text.length > limitOf('published-script')) return null;
  // Bundlers write imported JSON as an expression.
  return parseScript(path.endsWith('.json') ? `(${text}\n)` : text);
}

const NAMES_OF_OTHERS = new Set(['require', 'module', 'exports', 'define']);

function mentionsOthers(node: AnyNode): boolean {
  if (node.type === 'Identifier') return NAMES_OF_OTHERS.has(node.name);
  let isFound = false;
  eachChild(node, (child) => {
    isFound ||= mentionsOthers(child);
  });
  return isFound;
}

/** Whether a file is a script without a module system, like reflect-metadata and most polyfills. */
function isPlainScript(path: string, program: Program): boolean {
  return !path.endsWith('.json') && !mentionsOthers(program);
}

interface Parsed {
  readonly facts: FileFacts;
  /** Number of modules that a bundler kept apart in it. */
  readonly modules: number;
  readonly specifiers: readonly string[];
}

function readFile(path: string, bytes: Uint8Array, isEntry: boolean): Parsed | null {
  const text = Buffer.from(bytes).toString();
  const program = programOf(path, text);
  if (!program) return null;
  try {
    const { features, specifiers, isModule, modules } = readSource(program);
    const imports = new Set(specifiers.flatMap((specifier) => packageOfSpecifier(specifier) ?? []));
    return {
      specifiers,
      modules: modules.length,
      facts: {
        path,
        isEntry,
        isModule,
        isScript: !isModule && isPlainScript(path, program),
        imports: [...imports].sort(),
        features: Uint32Array.from(new Set(features.hashes)).sort(),
        text: textFacts(text),
      },
    };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/**
 * Leaves out bundles that a package ships beside its sources, for browsers or script tags. They contain other packages, and bundlers
 * take the sources instead.
 */
function withoutBundles(parsed: readonly Parsed[], required: ReadonlySet<string>): FileFacts[] {
  const isBundle = ({ modules, facts }: Parsed): boolean =>
    modules >= MIN_MODULES_OF_BUNDLE && !required.has(facts.path);
  const sources = parsed.filter((each) => !isBundle(each));
  const isEnough = sources.some(
    ({ facts }) => facts.isEntry && facts.features.length >= MIN_FEATURES_OF_ENTRY,
  );
  return (isEnough ? sources : parsed).map(({ facts }) => facts);
}

/**
 * The facts of one published version for an index. Nothing of the package is run.
 * @param files path relative to the package's folder → bytes, as in its tarball.
 * @param manifest its parsed package.json, of any shape.
 */
export function factsOfPackageVersion(files: PackageFiles, manifest: unknown): PackageFacts {
  const parsed: Parsed[] = [];
  const unread: string[] = [];
  const required = readReachableFiles({ files, manifest }, (path, isEntry) => {
    const each = readFile(path, files.get(path) ?? new Uint8Array(), isEntry);
    if (!each) unread.push(path);
    else if (each.facts.features.length > 0 || each.facts.imports.length > 0) parsed.push(each);
    return each?.specifiers ?? [];
  });
  return {
    ...readManifestFacts(manifest),
    featuresVersion: FEATURES_VERSION,
    files: withoutBundles(parsed, required),
    unread,
  };
}
