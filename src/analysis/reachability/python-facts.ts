import { below, parentOf } from '../../files/index.js';
import type { Problem } from '../../model/index.js';
import {
  buildPythonGraph,
  configuredNames,
  foldersOfPth,
  readModuleText,
  type ModuleText,
} from '../../program/index.js';
import type { ArtifactInput } from '../analysis.js';
import type { PythonFacts } from './facts.js';
import { graphFacts } from './graph-facts.js';
import { PythonTree } from './python-tree.js';

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
    if (!input.isLate())
      texts.set(
        path,
        readModuleText(path, bytes ?? null, () => false),
      );
  return texts;
}

/** Folders that own code which changes the search path has in quotes. */
function addedFolders(texts: ReadonlyMap<string, ModuleText>, python: PythonTree): string[] {
  const folders: string[] = [];
  for (const [path, text] of texts) {
    if (text.kind !== 'source' || !text.imports.changesPath) continue;
    for (const word of text.imports.words) {
      const name = word.replace(/^\.?\//, '');
      for (const place of [name, below(parentOf(path), name)])
        if (python.modules.isFolder(place) && place !== '') folders.push(place);
    }
  }
  return folders;
}

function problemsOf(texts: ReadonlyMap<string, ModuleText>): Problem[] {
  return [...texts].flatMap(([path, { kind }]): Problem[] => {
    if (kind !== 'unread') return [];
    const message = 'The script is too large to be searched for imports: what it loads is not known.';
    return [{ code: 'too-large', path, message, affectsCompleteness: false }];
  });
}

/** Which files of an artifact's Python load which others; null without code in Python. */
export async function pythonFacts(
  input: ArtifactInput,
): Promise<{ readonly facts: PythonFacts | null; readonly problems: readonly Problem[] }> {
  const { tree, kind, isLate } = input;
  const python = new PythonTree(input);
  if (python.isEmpty) return { facts: null, problems: [] };
  const paths = [...tree.files.keys()];
  const pthFiles = paths.filter((path) => path.endsWith('.pth') && python.roots.includes(parentOf(path)));
  const pths = await textsOf(input, pthFiles);
  const texts = await ownTexts(input, python);
  const ofPth = [...pths].flatMap(([path, text]) =>
    foldersOfPth(text).map((folder) => below(parentOf(path), folder)),
  );
  const added = [
    ...ofPth.filter((folder) => python.modules.isFolder(folder)),
    ...addedFolders(texts, python),
  ];
  const roots = [...new Set([...python.roots, ...added])];
  const announced = await textsOf(input, python.entryPointFiles(paths));
  const starts = [...pthFiles, ...python.startFiles()];
  const graph = await buildPythonGraph(
    tree,
    {
      modules: python.modules,
      roots,
      seeds: [...starts, ...python.own, ...(kind === 'layer' ? python.importable() : [])],
      groupOf: (path) => python.groupOf(path),
      filesOf: (group) => python.filesOf(group),
      entryPoints: [...announced.values()].flatMap(announcedModules),
      configured: [
        ...(await configuredNames(
          tree,
          paths.filter((path) => python.groupOf(path) === ''),
        )),
      ],
      hasPickles: python.hasPickles,
      isPathOpen: [...texts.values()].some((text) => text.kind === 'source' && text.imports.changesPath),
      isLate,
    },
    texts,
  );
  const shared = graphFacts(graph);
  const groups = [...shared.groups];
  const indexOf = (group: string): number => {
    const known = groups.indexOf(group);
    return known < 0 ? groups.push(group) - 1 : known;
  };
  const tops = [...python.tops()].map(([name, owners]) => [name, [...owners].map(indexOf)] as const);
  const indexes = new Map(graph.nodes.map(({ path }, at) => [path, at]));
  const facts: PythonFacts = {
    ...shared,
    groups,
    roots,
    tops,
    starts: starts.flatMap((path) => indexes.get(path) ?? []),
    bundles: [],
    isWhole: !graph.isCut,
  };
  return { facts, problems: problemsOf(texts) };
}
