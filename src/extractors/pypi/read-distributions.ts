import {
  parseRequirement,
  readInstalledFiles,
  readRecord,
  type PythonRequirement,
  type RecordPlace,
} from '../../ecosystems/index.js';
import { below, beyondLimit, limitOf, type FileTree, type LimitName } from '../../files/index.js';
import type { Problem } from '../../model/index.js';
import { readCoreMetadata, readRequiresTxt, type CoreMetadata } from './core-metadata.js';
import type { Distribution, MetadataFolder } from './distribution.js';

/** Files of metadata that are read. */
const READ = new Set([
  'METADATA',
  'PKG-INFO',
  'RECORD',
  'installed-files.txt',
  'requires.txt',
  'top_level.txt',
  'direct_url.json',
  'WHEEL',
  'INSTALLER',
]);

/** Texts by path. */
type Texts = ReadonlyMap<string, string>;

export interface ReadDistributions {
  readonly distributions: readonly Distribution[];
  readonly problems: readonly Problem[];
}

function limitFor(path: string): Extract<LimitName, 'python-record' | 'python-metadata'> {
  return /(?:RECORD|installed-files\.txt)$/.test(path) ? 'python-record' : 'python-metadata';
}

async function readTexts(tree: FileTree, paths: readonly string[], problems: Problem[]): Promise<Texts> {
  const texts = new Map<string, string>();
  for await (const { path, bytes, problem } of tree.readMany(paths)) {
    const limit = limitFor(path);
    if (problem) problems.push(problem);
    else if (bytes.length <= limitOf(limit)) texts.set(path, new TextDecoder().decode(bytes));
    else
      problems.push(
        beyondLimit(limit, path, `The file is larger than ${limitOf(limit)} bytes and was not read.`),
      );
  }
  return texts;
}

/** Paths of the files that describe a package: one file may be all. */
function wantedPaths({ path, files }: MetadataFolder): string[] {
  return files.size === 0
    ? [path]
    : [...files].filter((name) => READ.has(name)).map((name) => below(path, name));
}

function requirementsOf(metadata: CoreMetadata, requiresTxt: string | undefined): PythonRequirement[] {
  const texts = metadata.requirements.length > 0 ? metadata.requirements : readRequiresTxt(requiresTxt ?? '');
  return texts.flatMap((text) => parseRequirement(text) ?? []);
}

/** Facts of `direct_url.json`. https://packaging.python.org/en/latest/specifications/direct-url/ */
function readDirectUrl(text: string | undefined): Pick<Distribution, 'isElsewhere' | 'isEditable'> {
  if (text === undefined) return { isElsewhere: false, isEditable: false };
  return { isElsewhere: true, isEditable: /"editable"\s*:\s*true/.test(text) };
}

function linesOf(text: string | undefined): string[] {
  return (text ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** `cp312-cp312-manylinux_2_17_x86_64` of `Tag:` lines. */
function tagsOf(wheel: string | undefined): string[] {
  return linesOf(wheel).flatMap((line) => /^Tag:\s*(\S{1,200})$/.exec(line)?.[1] ?? []);
}

function recordedBy(
  folder: MetadataFolder,
  text: (name: string) => string | undefined,
  place: RecordPlace,
): Distribution['recorded'] {
  const record = text('RECORD');
  if (record !== undefined) return readRecord(record, place);
  const list = text('installed-files.txt');
  return list === undefined ? null : readInstalledFiles(list, folder.path, place);
}

function distributionOf(
  folder: MetadataFolder,
  texts: Texts,
  hasFile: (path: string) => boolean,
): Distribution {
  const text = (name: string): string | undefined => texts.get(below(folder.path, name));
  const core = folder.files.size === 0 ? texts.get(folder.path) : (text('METADATA') ?? text('PKG-INFO'));
  // An empty text names nothing: the folder's name is then all there is.
  const metadata = readCoreMetadata(core ?? '');
  return {
    folder,
    name: metadata.name ?? folder.named.name,
    version: metadata.version ?? folder.named.version,
    hasMetadata: metadata.name !== null,
    licenses: metadata.licenses,
    requirements: requirementsOf(metadata, text('requires.txt')),
    recorded: recordedBy(folder, text, { site: folder.site, hasFile }),
    topLevel: linesOf(text('top_level.txt')),
    isRequested: folder.files.has('REQUESTED'),
    ...readDirectUrl(text('direct_url.json')),
    installer: linesOf(text('INSTALLER'))[0] ?? null,
    tags: tagsOf(text('WHEEL')),
  };
}

/** A folder of a project's own build, beside its `setup.py`: it is no installed package. */
function isOwnProject({ kind, site, files }: MetadataFolder, tree: FileTree): boolean {
  const manifests = ['setup.py', 'setup.cfg', 'pyproject.toml'];
  return (
    kind === 'egg-info' &&
    files.has('SOURCES.txt') &&
    manifests.some((name) => tree.files.has(below(site, name)))
  );
}

function problemsOf({ folder, name, hasMetadata, isEditable }: Distribution): Problem[] {
  const { path } = folder;
  if (!hasMetadata) {
    const message = `The metadata of ${name} names no package: name and version are those of its folder, and its requirements were not seen.`;
    return [{ code: 'malformed', path, message, affectsCompleteness: true }];
  }
  if (!isEditable) return [];
  const message = `${name} was installed as a link to its project: its code is not in the artifact unless it lies elsewhere in it.`;
  return [{ code: 'unresolved', path, message, affectsCompleteness: false }];
}

/** Reads what metadata says of packages. The files' own names are never trusted before it. */
export async function readDistributions(
  tree: FileTree,
  folders: readonly MetadataFolder[],
): Promise<ReadDistributions> {
  const problems: Problem[] = [];
  const installed = folders.filter((folder) => !isOwnProject(folder, tree));
  const texts = await readTexts(tree, installed.flatMap(wantedPaths), problems);
  // A build may have kept the compiled `a.pyc` and removed `a.py`.
  const hasFile = (path: string): boolean =>
    tree.files.has(path) || tree.links.has(path) || (path.endsWith('.py') && tree.files.has(`${path}c`));
  const distributions = installed.map((folder) => distributionOf(folder, texts, hasFile));
  return { distributions, problems: [...problems, ...distributions.flatMap(problemsOf)] };
}
