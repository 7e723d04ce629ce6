import type { FileTree } from '../files/index.js';
import { PackageOwners, type Coverage, type Package, type Problem } from '../model/index.js';
import { looksBundled } from './bundle-marks.js';
import { codeLanguageOf } from './code-files.js';

export interface Attribution {
  /** The packages with `bytes` counted. */
  readonly packages: readonly Package[];
  readonly coverage: Coverage;
  readonly problems: readonly Problem[];
}

interface Sorted {
  readonly bytes: readonly number[];
  readonly installed: number;
  /** JavaScript files that no package owns: they have to be looked at. */
  readonly loose: readonly string[];
  /** Code of other languages that no package owns. */
  readonly unread: number;
}

function sortFiles(tree: FileTree, packages: readonly Package[]): Sorted {
  const owners = new PackageOwners(packages);
  const bytes = packages.map(() => 0);
  const loose: string[] = [];
  let installed = 0;
  let unread = 0;
  for (const { path, size } of tree.files.values()) {
    const owner = owners.ownerOf(path);
    const language = codeLanguageOf(path);
    if (owner !== undefined) {
      bytes[owner] = (bytes[owner] ?? 0) + size;
      if (language) installed += size;
    } else if (language === 'javascript') loose.push(path);
    else if (language) unread += size;
  }
  return { bytes, installed, loose, unread };
}

/**
 * Says which code bytes belong to packages and which nothing explains. Code outside every package is first-party when it
 * looks hand-written, unattributed when it looks like a bundle: what a bundle holds has not been seen.
 */
export async function attributeCode(tree: FileTree, packages: readonly Package[]): Promise<Attribution> {
  const { bytes, installed, loose, unread } = sortFiles(tree, packages);
  const problems: Problem[] = [];
  let firstParty = 0;
  let unattributed = unread;
  for await (const read of tree.readMany(loose)) {
    const size = tree.files.get(read.path)?.size ?? 0;
    if (read.problem) problems.push(read.problem);
    if (read.problem || looksBundled(read.bytes)) unattributed += size;
    else firstParty += size;
  }
  return {
    packages: packages.map((found, index) => ({ ...found, bytes: bytes[index] || found.bytes })),
    coverage: {
      codeBytes: installed + firstParty + unattributed,
      installed,
      bundled: 0,
      firstParty,
      generated: 0,
      unattributed,
    },
    problems,
  };
}
