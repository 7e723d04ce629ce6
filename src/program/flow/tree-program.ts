import type { FileTree } from '../../files/index.js';
import { packageOfSpecifier } from '../../ecosystems/index.js';
import { isNodeModule, parseAndKeep, scriptText } from '../../syntax/index.js';
import { readManifests } from '../resolve/read-manifests.js';
import { groupOf, TreeModules } from '../resolve/tree-modules.js';
import type { Manifests, Wanted } from '../resolve/module-resolver.js';
import { JSON_FILE, jsonModule } from '../json-module.js';
import type { ProgramFile, ProgramFiles, Resolved } from './follow-program.js';

/** Endings of files without code that can be followed. */
const NO_CODE = /\.(?:node|wasm|css|html?|txt|md)$/i;

const DEPENDENCY_FIELDS = ['dependencies', 'optionalDependencies', 'peerDependencies'];

/** Names of the packages whose own dependencies lead to one that the caller looks for. */
export function packagesLeadingTo(
  manifests: Manifests,
  isWanted: (name: string) => boolean,
): ReadonlySet<string> {
  const leading = new Set<string>();
  const open = [...manifests.values()].map((fields) => ({
    name: String(fields['name']),
    needs: DEPENDENCY_FIELDS.flatMap((field) => Object.keys(Object(fields[field]) as object)),
  }));
  for (let count = -1; count !== leading.size;) {
    count = leading.size;
    for (const { name, needs } of open)
      if (needs.some((need) => isWanted(need) || leading.has(need))) leading.add(name);
  }
  return leading;
}

/** The first number of a version, or of a range of versions: 3 of `^3.14.1`. */
function majorIn(version: unknown): number | null {
  const [, major] = /^[\s^~>=v]*(\d{1,9})(?:\.|$)/.exec(typeof version === 'string' ? version : '') ?? [];
  return major === undefined ? null : Number(major);
}

/** The major version of a package, by its manifest or else by what other manifests require. Of several versions it is the oldest. */
function majorOf(manifests: Manifests, name: string): number | null {
  const installed = [...manifests].flatMap(([folder, fields]) =>
    folder.endsWith(`node_modules/${name}`) ? [fields['version']] : [],
  );
  const asked = [...manifests.values()].flatMap((fields) =>
    [...DEPENDENCY_FIELDS, 'devDependencies'].map((field) =>
      new Map(Object.entries(Object(fields[field]) as object)).get(name),
    ),
  );
  const majors = (installed.length > 0 ? installed : asked).flatMap((version) => majorIn(version) ?? []);
  return majors.length > 0 ? Math.min(...majors) : null;
}

interface ProgramOptions {
  readonly scripts: readonly string[];
  readonly isWanted: (name: string) => boolean;
  /** Whether JSON files that code loads are read if they are schemas; else they are data. */
  readonly readsSchemas?: boolean;
}

/** The files of a tree as a program. Of installed packages only those are part of it that lead to a wanted one. */
export class TreeProgram implements ProgramFiles {
  private readonly tree: FileTree;
  private readonly modules: TreeModules;
  private readonly scripts: readonly string[];
  private readonly isWanted: (name: string) => boolean;
  private readonly readsSchemas: boolean;
  private readonly manifests: Manifests;
  /** Packages that are part of the program. */
  readonly leading: ReadonlySet<string>;

  constructor(
    tree: FileTree,
    manifests: Manifests,
    { scripts, isWanted, readsSchemas = false }: ProgramOptions,
  ) {
    this.tree = tree;
    this.manifests = manifests;
    this.modules = new TreeModules(tree, manifests, scripts);
    this.scripts = scripts;
    this.isWanted = isWanted;
    this.readsSchemas = readsSchemas;
    this.leading = packagesLeadingTo(manifests, isWanted);
  }

  resolve(
    specifier: string,
    { file, kind }: { readonly file: string; readonly kind: 'require' | 'import' },
  ): Resolved | null {
    const name = packageOfSpecifier(specifier);
    const isPath = specifier.startsWith('.') || specifier.startsWith('/');
    const bare = specifier.replace(/^node:/, '');
    if (bare !== specifier || isNodeModule(bare)) return { module: bare };
    if (!isPath && name !== null && this.isWanted(name)) return { module: specifier };
    return this.resolveFile({ from: file, specifier, kind }, name);
  }

  majorOf(name: string): number | null {
    return majorOf(this.manifests, name);
  }

  private resolveFile(wanted: Wanted, name: string | null): Resolved | null {
    const { specifier } = wanted;
    const [path] = this.modules.resolve(wanted).files;
    if (path === undefined) return name === null || specifier.startsWith('.') ? null : { module: specifier };
    if (this.isData(path)) return null;
    const group = groupOf(path);
    const isOther = group !== '' && name !== null && group !== groupOf(wanted.from);
    return isOther && !this.leading.has(name) ? { module: specifier } : { path };
  }

  private isData(path: string): boolean {
    return NO_CODE.test(path) || (JSON_FILE.test(path) && !this.readsSchemas);
  }

  async read(path: string): Promise<ProgramFile | null> {
    for await (const { bytes } of this.tree.readMany([path])) {
      if (!bytes) return null;
      if (JSON_FILE.test(path)) return jsonModule(this.tree, bytes);
      const text = scriptText(bytes);
      const tree = parseAndKeep(this.tree, text);
      return typeof tree === 'string' ? null : { text, tree };
    }
    return null;
  }

  /** Other scripts in the folder of a bundle: the bundler puts what is loaded later into them. */
  chunksOf(path: string): readonly string[] {
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    return this.scripts.filter(
      (each) => each !== path && each.startsWith(folder) && !each.includes('node_modules/'),
    );
  }
}

export async function openTreeProgram(tree: FileTree, options: ProgramOptions): Promise<TreeProgram> {
  return new TreeProgram(tree, await readManifests(tree), options);
}
