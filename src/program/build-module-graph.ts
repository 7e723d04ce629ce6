import type { FileTree } from '../files/index.js';
import { isNodeModule, parseAndKeep, scriptText, takeTree } from '../syntax/index.js';
import { readImports } from './imports/read-imports.js';
import type { ScriptImport, ScriptImports } from './script-imports.js';
import type { EdgeKind, ModuleGraph } from './module-graph.js';
import { OpenGraph, type OpenNode } from './open-graph.js';
import { ownWords } from './own-words.js';
import { readManifests } from './resolve/read-manifests.js';
import { groupOf, TreeModules } from './resolve/tree-modules.js';

/** Files without imports. */
const NO_CODE = /\.(?:json|node|wasm|css|html?|txt|md|d\.[cm]?ts)$/i;

/** Characters that end the constant start of a path pattern. */
const PATTERN = /[*?{([!]/;

/** The start of a specifier that contains a package's whole name. */
const WHOLE_NAME = /^(?:@[^/]+\/)?[^/@][^/]*\//;

/** A package that code of other trees finds, and the folder whose `node_modules` has it. */
interface Entry {
  readonly owner: string;
  readonly name: string;
}

export interface GraphOptions {
  /** Folders in whose `node_modules` code of other trees searches. */
  readonly owners?: readonly string[];
  /** Files that something outside of the tree may start. */
  readonly seeds: readonly string[];
  /** All scripts of the tree, sorted. */
  readonly scripts: readonly string[];
  /** Where the runtime puts the tree. */
  readonly mountPath: string;
}

function edgeKindOf({ kind, isDeferred, isPrefix }: ScriptImport): EdgeKind {
  if (kind === 'path' || isPrefix) return 'may';
  return isDeferred ? 'call' : 'start';
}

/** Follows imports through a tree. */
class GraphBuilder {
  private readonly graph = new OpenGraph(groupOf);
  private readonly openGroups = new Set<string>();
  private readonly named = new Map<string, readonly number[]>();
  private readonly tree: FileTree;
  private readonly modules: TreeModules;
  private readonly mountPath: string;

  constructor(tree: FileTree, modules: TreeModules, { mountPath }: GraphOptions) {
    this.tree = tree;
    this.modules = modules;
    this.mountPath = mountPath;
  }

  /** A file that computes the name of a module may load every file of its package. */
  private open(node: OpenNode, words: readonly string[] = []): void {
    node.isOpen = 'names';
    node.words.push(...words);
    if (this.openGroups.has(node.group)) return;
    this.openGroups.add(node.group);
    for (const path of this.modules.scriptsOf(node.group)) this.graph.indexOf(path);
  }

  /** A composed specifier: `lodash/` or `winston-`, and then a text that is not constant. */
  private addPrefix(node: OpenNode, { specifier }: ScriptImport): void {
    const files = this.modules.filesFrom(node.path, specifier);
    for (const path of files) this.graph.link(node, path, 'may');
    // The constant text ends in the middle of a package's name.
    if (!WHOLE_NAME.test(specifier)) this.open(node, this.modules.namesFrom(specifier));
    else if (files.length === 0) node.outside.push({ specifier, kind: 'may', isPrefix: true });
  }

  /** A path, or the start of one, that code composes or has in quotes: a file, or all files of a folder. */
  private addPath(node: OpenNode, text: string, isPrefix: boolean): void {
    const end = text.search(PATTERN);
    const place = { text: end < 0 ? text : text.slice(0, end), isPrefix: isPrefix || end >= 0 };
    for (const path of this.modules.filesAt(node.path, place)) this.graph.link(node, path, 'may');
  }

  /** A path from the root of the file system; null for a path that another mount may have. */
  private inMount(specifier: string): string | null {
    const root = this.mountPath === '/' ? '/' : `${this.mountPath}/`;
    return `${specifier}/`.startsWith(root) ? specifier.slice(root.length) : null;
  }

  private addAbsolute(node: OpenNode, found: ScriptImport): void {
    const { specifier, kind, isPrefix } = found;
    const place = this.inMount(specifier);
    if (place === null) {
      if (kind !== 'path') node.outside.push({ specifier, kind: edgeKindOf(found), isPrefix });
      return;
    }
    const file = isPrefix ? null : this.modules.at(place);
    if (file !== null) this.graph.link(node, file, edgeKindOf(found));
    // A package that names the working folder takes a path from the function's own code.
    else if (place !== '' || node.group === '') this.addPath(node, `/${place}`, isPrefix);
  }

  private addImport(node: OpenNode, found: ScriptImport): void {
    const { specifier, kind, isPrefix } = found;
    if (specifier.startsWith('/')) this.addAbsolute(node, found);
    else if (kind === 'path' || (isPrefix && specifier.startsWith('.')))
      this.addPath(node, specifier, isPrefix);
    else if (isPrefix) this.addPrefix(node, found);
    else if (!isNodeModule(specifier)) this.addWhole(node, found);
  }

  private addWhole(node: OpenNode, found: ScriptImport): void {
    const { specifier, kind } = found;
    const edge = edgeKindOf(found);
    const { files, isElsewhere } = this.modules.resolve({ from: node.path, specifier, kind });
    for (const path of files) this.graph.link(node, path, edge);
    if (isElsewhere) node.outside.push({ specifier, kind: edge, isPrefix: false });
  }

  /** Paths and names of folders in quotes. Of packages, only what is surely relative: their other texts are of many kinds. */
  private addQuoted(node: OpenNode, { paths, words }: ScriptImports): void {
    const isOwn = node.group === '';
    for (const path of paths) if (isOwn || path.startsWith('.')) this.addPath(node, path, false);
    if (!isOwn) return;
    for (const word of words) if (this.modules.isFolder(node.path, word)) this.addPath(node, word, false);
  }

  private addScript(node: OpenNode, imports: ScriptImports | null): void {
    if (imports === null) {
      this.open(node, this.modules.dependenciesAt(node.path));
      return;
    }
    node.words.push(...[...imports.words].filter((word) => this.modules.isInstalled(word)));
    for (const found of imports.imports) this.addImport(node, found);
    this.addQuoted(node, imports);
    const isOwn = node.group === '';
    if (imports.isOpen) this.open(node, isOwn ? this.modules.dependenciesAt(node.path) : []);
  }

  /** Reads the files of nodes. */
  private async read(nodes: readonly OpenNode[]): Promise<void> {
    const open = nodes.filter(({ path }) => !NO_CODE.test(path));
    const found = new Map<string, ScriptImports | null>();
    const own = new Set(open.flatMap(({ path, group }) => (group === '' ? [path] : [])));
    // Other analyses need trees of the application's own code again.
    const parsing = (path: string) => (text: string) =>
      own.has(path) ? parseAndKeep(this.tree, text) : takeTree(this.tree, text);
    for await (const { path, bytes } of this.tree.readMany(open.map(({ path: each }) => each))) {
      found.set(path, bytes ? readImports(scriptText(bytes), parsing(path)) : null);
    }
    for (const node of open) if (found.has(node.path)) this.addScript(node, found.get(node.path) ?? null);
  }

  /** Adds the packages that words of all nodes name. @returns true if that added nodes. */
  private addNamed(words: readonly string[]): boolean {
    const all = new Set([...words, ...this.graph.nodes.flatMap((node) => node.words)]);
    const count = this.graph.nodes.length;
    for (const word of all) {
      if (this.named.has(word)) continue;
      this.named.set(
        word,
        this.modules.copiesOf(word).flatMap((path) => this.graph.indexOf(path) ?? []),
      );
    }
    return this.graph.nodes.length > count;
  }

  private addEntry({ owner, name }: Entry): number[] {
    return this.modules.filesOf(owner, name).flatMap((path) => this.graph.indexOf(path) ?? []);
  }

  async build(seeds: readonly string[], owners: readonly string[]): Promise<ModuleGraph> {
    for (const path of seeds) this.graph.indexOf(path);
    const entries = owners.flatMap((owner) =>
      this.modules.namesIn(owner).map((name) => ({ owner, name, files: this.addEntry({ owner, name }) })),
    );
    await this.graph.follow(0, async (nodes) => this.read(nodes));
    let words: readonly string[] = [];
    if (this.openGroups.size > 0) words = await ownWords(this.tree, this.modules);
    let done = this.graph.nodes.length;
    while (this.openGroups.size > 0 && !this.graph.isCut && this.addNamed(words)) {
      await this.graph.follow(done, async (nodes) => this.read(nodes));
      done = this.graph.nodes.length;
    }
    for (const node of this.graph.nodes) node.words.splice(0, Infinity, ...new Set(node.words));
    return { nodes: this.graph.nodes, entries, named: this.named, words, isCut: this.graph.isCut };
  }
}

/** Follows imports from some files of a tree to all files that code may load. */
export async function buildModuleGraph(tree: FileTree, options: GraphOptions): Promise<ModuleGraph> {
  const { seeds, owners = [], scripts } = options;
  const isEmpty = seeds.length === 0 && owners.length === 0;
  const manifests = isEmpty ? new Map() : await readManifests(tree);
  const modules = new TreeModules(tree, manifests, scripts);
  return new GraphBuilder(tree, modules, options).build(seeds, owners);
}
