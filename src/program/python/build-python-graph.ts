import {
  isStandardModule,
  searchModule,
  type ModuleSearch,
  type SearchPlace,
} from '../../ecosystems/index.js';
import { baseOf, parentOf, type FileTree } from '../../files/index.js';
import type { EdgeKind, ModuleGraph, Openness } from '../module-graph.js';
import { OpenGraph, type OpenNode } from '../open-graph.js';
import { readModuleText, type ModuleText } from './module-texts.js';
import type { PythonImport, PythonImports } from './python-imports.js';
import type { PythonGraphOptions } from './graph-options.js';
import { wordParts } from './word-parts.js';

/** Texts of files that were read before the graph is built. */
export type ReadTexts = ReadonlyMap<string, ModuleText>;

/** Follows imports through a tree. */
class PythonGraphBuilder {
  private readonly graph: OpenGraph;
  private readonly openGroups = new Set<string>();
  private readonly named = new Map<string, readonly number[]>();
  private readonly tree: FileTree;
  private readonly options: PythonGraphOptions;
  private readonly places: readonly SearchPlace[];
  private readonly texts: ReadTexts;
  private readonly wordFiles = new Map<string, readonly string[]>();
  private hasNames = false;

  constructor(tree: FileTree, options: PythonGraphOptions, texts: ReadTexts) {
    this.tree = tree;
    this.options = options;
    this.texts = texts;
    this.graph = new OpenGraph(options.groupOf);
    this.places = options.roots.map((folder) => ({ modules: options.modules, folder }));
  }

  private linkFiles(node: OpenNode, [first, ...others]: readonly string[], kind: EdgeKind): void {
    if (first !== undefined) this.graph.link(node, first, kind);
    for (const path of others) this.graph.link(node, path, 'may');
  }

  private linkSearch(node: OpenNode, { found, shadowed }: ModuleSearch, kind: EdgeKind): void {
    for (const { files } of found) this.linkFiles(node, files, kind);
    for (const { files } of shadowed) this.linkFiles(node, files, 'may');
  }

  /** The folder that a relative name begins in; null above the tree. */
  private folderAbove(path: string, level: number): SearchPlace | null {
    let folder = parentOf(path);
    for (let up = 1; up < level; up += 1) {
      if (folder === '') return null;
      folder = parentOf(folder);
    }
    return { modules: this.options.modules, folder };
  }

  private placesFor(node: OpenNode, level: number): readonly SearchPlace[] {
    if (level === 0) return this.places;
    const place = this.folderAbove(node.path, level);
    return place ? [place] : [];
  }

  private addOutside(node: OpenNode, specifier: string, kind: EdgeKind): void {
    node.outside.push({ specifier, kind, isPrefix: false });
  }

  private addSubmodules(
    node: OpenNode,
    { names, isStar, kind, parts, level }: PythonImport,
    search: ModuleSearch,
  ): void {
    const isNamespace = search.found.at(-1)?.files.length === 0;
    for (const name of names) {
      const inside = searchModule([name], search.inside);
      this.linkSearch(node, inside, kind);
      if (isNamespace && !inside.isWhole && level === 0)
        this.addOutside(node, [...parts, name].join('.'), kind);
    }
    for (const { modules, folder } of isStar ? search.inside : [])
      for (const place of modules.placesIn(folder)) this.linkFiles(node, modules.filesAt(place), 'may');
  }

  /** Modules of the name anywhere in the tree. */
  private addAnywhere(node: OpenNode, { parts, names }: PythonImport): void {
    const { modules } = this.options;
    const places = modules.placesOf(parts[0] ?? '').map((place) => ({ modules, folder: parentOf(place) }));
    for (const place of places) {
      const search = searchModule(parts, [place]);
      this.linkSearch(node, search, 'may');
      for (const name of names) this.linkSearch(node, searchModule([name], search.inside), 'may');
    }
  }

  private addImport(node: OpenNode, found: PythonImport): void {
    const { level, parts, kind } = found;
    const places = this.placesFor(node, level);
    const search = searchModule(parts, places);
    this.linkSearch(node, search, kind);
    if (search.isWhole) this.addSubmodules(node, found, search);
    if (level === 0) this.addElsewhere(node, found, search);
    else for (const { folder } of places) this.linkFiles(node, this.options.modules.filesAt(folder), kind);
  }

  /** What a search from the start may find in other places. */
  private addElsewhere(
    node: OpenNode,
    found: PythonImport,
    { isWhole, found: { length } }: ModuleSearch,
  ): void {
    const { parts, names, kind } = found;
    if (this.options.isPathOpen) this.addAnywhere(node, found);
    if (isWhole || (length === 0 && isStandardModule(parts[0] ?? ''))) return;
    const ends = names.length === 0 ? [parts] : names.map((name) => [...parts, name]);
    for (const end of ends) this.addOutside(node, end.join('.'), kind);
  }

  /** `a.b.` or `.`: code composes the rest of the name. */
  private addPrefix(node: OpenNode, prefix: string): void {
    const { level, parts } = wordParts(prefix);
    const search = searchModule(parts, this.placesFor(node, level));
    if (!search.isWhole && level === 0)
      node.outside.push({ specifier: parts.join('.'), kind: 'may', isPrefix: true });
    this.linkSearch(node, search, 'may');
    for (const { modules, folder } of search.isWhole ? search.inside : [])
      for (const place of modules.placesBelow(folder)) this.linkFiles(node, modules.filesAt(place), 'may');
  }

  /** Notes what a file may load beyond its edges. The files of its package are then part of the graph. */
  private open(node: OpenNode, how: Openness): void {
    node.isOpen = how;
    if (how === 'names') this.hasNames = true;
    if (this.openGroups.has(node.group)) return;
    this.openGroups.add(node.group);
    for (const path of this.options.filesOf(node.group)) this.graph.indexOf(path);
  }

  private opennessOf(node: OpenNode, found: PythonImports): Openness {
    const isOwn = node.group === '';
    if ((isOwn && found.isOpen) || (found.loadsPickles && (isOwn || this.options.hasPickles))) return 'all';
    return found.isOpen || found.loadsEntryPoints || found.loadsByConfiguration ? 'names' : 'no';
  }

  private addWord(node: OpenNode, word: string): void {
    const { level, parts } = wordParts(word);
    const isInit = baseOf(node.path).startsWith('__init__.');
    const starts = level > 0 || !isInit ? [level] : [0, 1];
    for (const start of starts) {
      const search = searchModule(parts, this.placesFor(node, start));
      const files = search.found.flatMap((each) => each.files);
      if (files.length === 0) continue;
      const key = start === 0 ? parts.slice(0, search.found.length).join('.') : files.join(':');
      node.words.push(key);
      if (!this.named.has(key)) this.named.set(key, []);
      this.wordFiles.set(key, files);
    }
  }

  private addSource(node: OpenNode, found: PythonImports): void {
    for (const each of found.imports) this.addImport(node, each);
    for (const prefix of found.prefixes) this.addPrefix(node, prefix);
    const announced = found.loadsEntryPoints ? this.options.entryPoints : [];
    const configured = found.loadsByConfiguration ? this.options.configured : [];
    for (const word of new Set([...found.words, ...announced, ...configured])) this.addWord(node, word);
    const how = this.opennessOf(node, found);
    if (how !== 'no') this.open(node, how);
  }

  private addText(node: OpenNode, text: ModuleText): void {
    if (text.kind === 'source') this.addSource(node, text.imports);
    else if (text.kind === 'unread') this.open(node, 'all');
    else {
      for (const name of text.names) this.linkSearch(node, searchModule(name.split('.'), this.places), 'may');
      this.open(node, 'package');
    }
  }

  private async read(nodes: readonly OpenNode[]): Promise<void> {
    const isName = (name: string): boolean => {
      const [top = ''] = name.split('.', 1);
      return this.places.some(
        ({ modules, folder }) => modules.filesAt(folder === '' ? top : `${folder}/${top}`).length > 0,
      );
    };
    const texts = new Map<string, ModuleText>();
    const open = nodes.filter(({ path }) => !this.texts.has(path)).map(({ path }) => path);
    for await (const { path, bytes } of this.tree.readMany(open)) {
      texts.set(path, readModuleText(path, bytes ?? null, isName));
    }
    for (const node of nodes) {
      const text = this.texts.get(node.path) ?? texts.get(node.path);
      if (text) this.addText(node, text);
    }
  }

  /** Adds the files that words of all nodes name. @returns true if that added nodes. */
  private addNamed(): boolean {
    const count = this.graph.nodes.length;
    for (const [key, files] of this.wordFiles)
      this.named.set(
        key,
        files.flatMap((path) => this.graph.indexOf(path) ?? []),
      );
    return this.graph.nodes.length > count;
  }

  async build(): Promise<ModuleGraph> {
    const { graph } = this;
    const read = async (nodes: readonly OpenNode[]): Promise<void> => this.read(nodes);
    for (const path of this.options.seeds) graph.indexOf(path);
    await graph.follow(0, read);
    let done = graph.nodes.length;
    while (this.hasNames && !graph.isCut && this.addNamed()) {
      await graph.follow(done, read);
      done = graph.nodes.length;
    }
    for (const node of graph.nodes) node.words.splice(0, Infinity, ...new Set(node.words));
    return {
      nodes: graph.nodes,
      entries: [],
      named: this.hasNames ? this.named : new Map(),
      words: [],
      isCut: graph.isCut,
    };
  }
}

/** Follows the imports of Python's code from some files of a tree to all files that it may load. */
export async function buildPythonGraph(
  tree: FileTree,
  options: PythonGraphOptions,
  texts: ReadTexts = new Map(),
): Promise<ModuleGraph> {
  return new PythonGraphBuilder(tree, options, texts).build();
}
