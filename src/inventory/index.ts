import { extract, type ExtractContext, type Extraction } from '../extractors/index.js';
import type { FileTree } from '../files/index.js';
import { distinctProblems, type Inventory } from '../model/index.js';
import type { Unpacked } from '../unpackers/index.js';
import { isStartedName, ownCode, type OwnCode } from '../program/index.js';
import { codeLanguageOf } from './code-files.js';
import { handlerFiles } from './handler-files.js';
import { attributeCode, type KnownCode } from './coverage.js';
import { indexedCopies } from './indexed-copies.js';
import { withStrayPrograms } from './stray-programs.js';
import { withPublishedLicenses } from './published-licenses.js';
import { unresolvedIn } from './optional-imports.js';

/** From this size in bytes on, nearly all scripts are bundles. */
const LARGE_SCRIPT_BYTES = 512 * 1024;

function hasLargeBundle({ files }: FileTree): boolean {
  return Array.from(files).some(
    ([path, { size }]) =>
      size >= LARGE_SCRIPT_BYTES && codeLanguageOf(path) === 'javascript' && !path.includes('node_modules/'),
  );
}

/** Without the system's own programs and scripts, which hide no code of the function; those that its packages brought are known code. */
function withoutSystem({ scripts, compiled, programs }: OwnCode, systemFiles: ReadonlySet<string>): OwnCode {
  const brought = [...compiled, ...programs].filter((path) => systemFiles.has(path));
  const started = [...programs].filter((path) => isStartedName(path) && !systemFiles.has(path));
  return {
    scripts,
    compiled: new Set([...started, ...brought]),
    programs: new Set(started),
    interpreted: new Map(),
  };
}

function contextOf(
  { image, layers }: Unpacked,
  { scripts, programs }: OwnCode,
  { releases, classes, python }: KnownCode,
): ExtractContext {
  return {
    isImage: image !== null,
    scripts,
    programs,
    ...(releases && { releases }),
    ...(classes && { classes }),
    ...(python && { python }),
    ...(layers && { layers }),
  };
}

/** Files that are code by their content and that packages have to explain. */
async function judgedCode(
  { tree, image }: Unpacked,
  found: OwnCode,
  { packages, systemFiles = new Set() }: Extraction,
): Promise<OwnCode> {
  return image ? withoutSystem(found, systemFiles) : withStrayPrograms(found, tree, packages);
}

/**
 * Lists the content of an opened artifact: packages, edges, coverage and problems.
 * @param known index of published code; without it, only marks of bundlers are evidence.
 */
export async function takeInventory(unpacked: Unpacked, known: KnownCode = {}): Promise<Inventory> {
  const { tree, problems, image } = unpacked;
  // Other threads unpack it while this one parses; its problems are reported on use.
  if (hasLargeBundle(tree)) void known.fingerprints?.().catch(() => null);
  const found = await ownCode(tree);
  const { scripts } = found;
  const extraction = await extract(tree, contextOf(unpacked, found, known));
  const attribution = await attributeCode(tree, extraction.packages, {
    ...known,
    ownCode: await judgedCode(unpacked, found, extraction),
    systemFiles: extraction.systemFiles ?? new Set(),
    ownFiles: extraction.ownFiles ?? new Set(),
  });
  const { fingerprints = () => Promise.resolve(null) } = known;
  const listed = { copies: extraction.copies, packages: attribution.packages };
  const indexed = await indexedCopies(tree, listed, fingerprints);
  const packages = withPublishedLicenses(indexed.packages, known.licenses ?? (() => null));
  return {
    roots: [...extraction.roots, ...attribution.roots],
    packages,
    copies: indexed.copies,
    coverage: attribution.coverage,
    problems: distinctProblems([...problems, ...extraction.problems, ...attribution.problems]),
    drifts: extraction.drifts,
    comparesLockfile: extraction.comparesLockfile ?? false,
    unresolvedImports: await unresolvedIn(extraction.unresolvedImports, attribution.packages, fingerprints),
    scripts: [...scripts].sort(),
    bootstrap: tree.files.has('bootstrap') || tree.links.has('bootstrap'),
    handlerFiles: handlerFiles(tree, { packages, scripts }),
    image,
  };
}
