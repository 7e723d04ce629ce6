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

/** What one file of a published package is recognised by. */
export interface FileFacts {
  /** Below the package's folder. */
  readonly path: string;
  /** Whether the manifest names it as what importers get. */
  readonly isEntry: boolean;
  /** Whether it is an ECMAScript module. */
  readonly isModule: boolean;
  /** Whether it uses nothing of any module system: bundlers may hoist it as they do ECMAScript modules. */
  readonly isScript: boolean;
  /** Names of packages (and of Node's modules) that it imports, sorted. */
  readonly imports: readonly string[];
  /** Distinct hashes, ascending. */
  readonly features: Uint32Array;
  readonly text: TextFacts;
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
  /** Path → sha256 in hex of its add-ons and WebAssembly; facts that were stored before these were taken have none. */
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

/** What reflect-metadata is, and most polyfills. */
function isPlainScript(path: string, program: Program): boolean {
  return !path.endsWith('.json') && !mentionsOthers(program);
}

interface Parsed {
  readonly facts: FileFacts;
  /** Modules that a bundler kept apart in it. */
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
 * Leaves out bundles that a package ships beside its sources, for browsers or by a script tag: they hold other packages, and
 * who bundles the package takes its sources.
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
 * The facts that an index keeps of one published version. Nothing of the package runs.
 * @param files path below the package's folder → bytes, as in its tarball.
 * @param manifest its package.json, parsed. Whatever shape it has is borne.
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
