import { limitOf, type FileTree } from '../../files/index.js';
import type { BundleText } from '../bundle-text.js';
import {
  noEvidence,
  type Amount,
  type EvidenceReader,
  type Import,
  type Mention,
  type OriginalFile,
  type BuildEvidence,
} from '../build-evidence.js';
import { ownerOfSource, pathInPackage, type OwningPackage } from '../source-owner.js';
import {
  modulesOfMetafile,
  modulesOfStats,
  type BuildDescription,
  type BuildModule,
} from './build-modules.js';

const NAME = /(?:^|[/._-])(?:meta|metafile|stats|esbuild|webpack-stats|build-meta)[^/]{0,64}\.json$/i;

/** Build descriptions in a tree, found once: every bundle of the tree needs them. */
const described = new WeakMap<FileTree, readonly string[]>();

function descriptionsIn(tree: FileTree): readonly string[] {
  const known = described.get(tree);
  if (known) return known;
  const found = [...tree.files.keys()].filter((path) => !path.includes('node_modules/') && NAME.test(path));
  described.set(tree, found);
  return found;
}

/** Files that may describe the build: those in the bundle's folder or above it, nearest first. */
function candidates({ path }: BundleText, tree: FileTree): string[] {
  return descriptionsIn(tree)
    .filter((file) => path.startsWith(file.slice(0, file.lastIndexOf('/') + 1)))
    .sort((a, b) => b.lastIndexOf('/') - a.lastIndexOf('/'))
    .slice(0, limitOf('metafiles'));
}

function importsOf({ path, imports, importedBy }: BuildModule): Import[] {
  const owner = ownerOfSource(path);
  const pairs = [
    ...imports.map((target) => ({ from: owner, to: ownerOfSource(target) })),
    ...importedBy.map((user) => ({ from: ownerOfSource(user), to: owner })),
  ];
  return pairs.flatMap(({ from, to }) => (from && to?.kind === 'package' ? [{ from, to }] : []));
}

/** Bytes by owner. Sizes of sources are scaled to the file, as minifying shrinks all of them by about the same factor. */
function amountsOf({ modules, isExact }: BuildDescription, size: number): Amount[] {
  const total = modules.reduce((sum, { bytes }) => sum + bytes, 0);
  const scale = isExact && total <= size ? 1 : Math.min(1, size / Math.max(1, total));
  return modules.flatMap(({ path, bytes }): Amount[] => {
    const owner = ownerOfSource(path);
    return owner ? [{ owner, bytes: Math.floor(bytes * scale) }] : [];
  });
}

function originalsOf({ path, size }: BuildModule): OriginalFile[] {
  const owner = ownerOfSource(path);
  if (owner?.kind !== 'package' || size === null) return [];
  return [{ owner, path: pathInPackage(path, owner), size, hash: null }];
}

function evidenceOf(path: string, description: BuildDescription, bundle: BundleText): BuildEvidence {
  const packages = new Map<string, OwningPackage>();
  for (const { path: module, bytes } of description.modules) {
    const owner = ownerOfSource(module);
    if (owner?.kind === 'package' && (bytes > 0 || !description.isExact)) packages.set(owner.folder, owner);
  }
  const { isOfFile } = description;
  return {
    ...noEvidence(path),
    mentions: [...packages.values()].map((found): Mention => {
      return { package: found, detail: found.folder, confidence: isOfFile ? 'high' : 'medium' };
    }),
    isWhole: isOfFile && description.isExact,
    amounts: isOfFile ? amountsOf(description, bundle.size) : [],
    imports: description.modules.flatMap(importsOf),
    originals: description.modules.flatMap(originalsOf),
  };
}

async function readFacts(path: string, bundle: BundleText, tree: FileTree): Promise<BuildEvidence | null> {
  if ((tree.files.get(path)?.size ?? 0) > limitOf('metafile')) {
    const message = 'The description of a build is larger than 48 MB and was not read.';
    return noEvidence(path, [{ code: 'too-large', path, message, affectsCompleteness: false }]);
  }
  const read = await tree.read(path);
  if (read.problem) return noEvidence(path, [{ ...read.problem, affectsCompleteness: false }]);
  const { parseBuildFacts } = await import('./schema.js');
  const facts = parseBuildFacts(Buffer.from(read.bytes).toString());
  if (!facts) return null;
  const description =
    'stats' in facts ? modulesOfStats(facts.stats, bundle) : modulesOfMetafile(facts.metafile, bundle);
  return description && evidenceOf(path, description, bundle);
}

/** Reads descriptions of a build beside the bundle: esbuild's metafile, statistics of webpack, rspack and ncc. */
export const metafile: EvidenceReader = {
  id: 'metafile',
  title: 'Metafiles and statistics of builds',
  method: 'metafile',
  async read(bundle, tree) {
    let withoutMentions: BuildEvidence | null = null;
    for (const path of candidates(bundle, tree)) {
      const evidence = await readFacts(path, bundle, tree);
      if (evidence && evidence.mentions.length > 0) return evidence;
      withoutMentions ??= evidence;
    }
    return withoutMentions;
  },
};
