import { below, parentOf } from '../../files/index.js';
import type { Problem } from '../../model/index.js';
import {
  buildPythonGraph,
  configuredNames,
  foldersOfPth,
  readModuleText,
  type ModuleGraph,
  type ModuleText,
} from '../../program/index.js';
import type { ArtifactInput } from '../analysis.js';
import type { PythonFacts } from './facts.js';
import { graphFacts } from './graph-facts.js';
import { PythonTree } from '../python-tree.js';

/** What the function's own files say, by their paths. */
type OwnTexts = ReadonlyMap<string, ModuleText>;

const SECTION = /^\[([^\]]*)\]/;
/** Entry points that are programs of their own: no code loads them. */
const SCRIPTS = /^(?:console|gui)_scripts$/;

/** Modules that `entry_points.txt` announces. https://packaging.python.org/en/latest/specifications/entry-points/ */
function announcedModules(text: string): string[] {
  const modules: string[] = [];
  let section = '';
  for (const line of text.split(/\r?\n/)) {
    section = SECTION.exec(line)?.[1] ?? section;
    const at = line.indexOf('=');
    if (at > 0 && !SCRIPTS.test(section))
      modules.push(
        line
          .slice(at + 1)
          .trim()
          .split(/[\s[]/, 1)[0] ?? '',
      );
  }
  return modules.filter((name) => name !== '');
}

async function textsOf({ tree }: ArtifactInput, paths: readonly string[]): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for await (const { path, bytes } of tree.readMany(paths))
    if (bytes) texts.set(path, new TextDecoder().decode(bytes));
  return texts;
}

/** Own files and what they say: they tell where else Python searches. */
async function ownTexts(input: ArtifactInput, python: PythonTree): Promise<Map<string, ModuleText>> {
  const texts = new Map<string, ModuleText>();
  const sources = python.own.filter((path) => path.endsWith('.py'));
  for await (const { path, bytes } of input.tree.readMany(sources))
    texts.set(
      path,
      readModuleText(path, bytes ?? null, () => false),
    );
  return texts;
}

/** Folders that code which changes the search path has in quotes. */
function foldersNamedIn(path: string, words: ReadonlySet<string>, python: PythonTree): string[] {
  const names = [...words].map((word) => word.replace(/^\.?\//, ''));
  const places = names.flatMap((name) => [name, below(parentOf(path), name)]);
  return places.filter((place) => place !== '' && python.modules.isFolder(place));
}

function addedFolders(texts: OwnTexts, python: PythonTree): string[] {
  return [...texts].flatMap(([path, text]) =>
    text.kind === 'source' && text.imports.changesPath
      ? foldersNamedIn(path, text.imports.words, python)
      : [],
  );
}

function problemsOf(texts: OwnTexts): Problem[] {
  return [...texts].flatMap(([path, { kind }]): Problem[] => {
    if (kind !== 'unread') return [];
    const message = 'The script is too large to be searched for imports: what it loads is not known.';
    return [{ code: 'too-large', path, message, affectsCompleteness: false }];
  });
}

/** The graph as plain data. */
function factsOf(graph: ModuleGraph, python: PythonTree, { roots, starts }: SearchedTree): PythonFacts {
  const shared = graphFacts(graph);
  const groups = new Map(shared.groups.map((group, at) => [group, at]));
  const indexOf = (group: string): number => {
    const index = groups.get(group) ?? groups.size;
    groups.set(group, index);
    return index;
  };
  const tops = [...python.tops()].map(([name, owners]) => [name, [...owners].map(indexOf)] as const);
  const files = new Map(graph.nodes.map(({ path }, at) => [path, at]));
  return {
    ...shared,
    groups: [...groups.keys()],
    roots,
    tops,
    starts: starts.flatMap((path) => files.get(path) ?? []),
    bundles: [],
    isWhole: !graph.isCut,
  };
}

interface SearchedTree {
  readonly roots: readonly string[];
  /** Files that Python runs at its start. */
  readonly starts: readonly string[];
}

/** Where Python searches modules, and what it runs before the function. */
async function searchedTree(
  input: ArtifactInput,
  python: PythonTree,
  texts: OwnTexts,
): Promise<SearchedTree> {
  const isPth = (path: string): boolean => path.endsWith('.pth') && python.roots.includes(parentOf(path));
  const pthFiles = [...input.tree.files.keys()].filter(isPth);
  const added: string[] = [];
  for (const [path, text] of await textsOf(input, pthFiles))
    added.push(...foldersOfPth(text).map((folder) => below(parentOf(path), folder)));
  const folders = added.filter((folder) => python.modules.isFolder(folder));
  return {
    roots: [...new Set([...python.roots, ...folders, ...addedFolders(texts, python)])],
    starts: [...pthFiles, ...python.startFiles()],
  };
}

/** Which files of an artifact's Python load which others; null without code in Python. */
export async function pythonFacts(
  input: ArtifactInput,
): Promise<{ readonly facts: PythonFacts | null; readonly problems: readonly Problem[] }> {
  const { tree, kind } = input;
  const python = new PythonTree(input);
  if (python.isEmpty) return { facts: null, problems: [] };
  const paths = [...tree.files.keys()];
  const texts = await ownTexts(input, python);
  const searched = await searchedTree(input, python, texts);
  const announced = await textsOf(input, python.entryPointFiles(paths));
  const ownPaths = paths.filter((path) => python.groupOf(path) === '');
  const options = {
    modules: python.modules,
    roots: searched.roots,
    seeds: [...searched.starts, ...python.own, ...(kind === 'layer' ? python.importable() : [])],
    groupOf: (path: string) => python.groupOf(path),
    filesOf: (group: string) => python.filesOf(group),
    entryPoints: [...announced.values()].flatMap(announcedModules),
    configured: [...(await configuredNames(tree, ownPaths))],
    hasPickles: python.hasPickles,
    isPathOpen: [...texts.values()].some((text) => text.kind === 'source' && text.imports.changesPath),
  };
  const graph = await buildPythonGraph(tree, options, texts);
  return { facts: factsOf(graph, python, searched), problems: problemsOf(texts) };
}
