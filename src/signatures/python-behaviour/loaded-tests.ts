import { isPopularName, PythonModules, pypi } from '../../ecosystems/index.js';
import type { FileEntry, FileTree } from '../../files/index.js';
import { readPythonImports, type PythonImport, type PythonImports } from '../../program/index.js';
import { scriptText } from '../../syntax/index.js';
import type { Package } from '../../model/index.js';
import { importedFiles } from './import-edges.js';

/** A package, or the application. */
interface TestedCode {
  readonly package: Pick<Package, 'name'> | null;
  readonly folder: string;
  readonly files: readonly FileEntry[];
}

/** Scripts that, by their names, only tests of a package load. */
const OF_TESTS = /(?:^|\/)(?:tests?|testing)\/|(?:^|\/)(?:test_\w+|\w+_tests?|tests?|conftest)\.py$/;
/** What code has in it that loads one of them: its name, or a name that is computed. */
const LOADS =
  /test|import_module|__import__|load_(?:module|source)|exec_module|spec_from_file|run_(?:path|module)|execfile/;

export function isOfTests(path: string): boolean {
  return OF_TESTS.test(path);
}

/** Finds the scripts of tests that other code of a package loads. */
class TestLoads {
  readonly loaded = new Set<string>();
  readonly modules: PythonModules;
  readonly roots: readonly string[];
  private readonly tests: readonly string[];
  private readonly mayCompute: boolean;

  constructor({ files, folder, package: owner }: TestedCode, roots: readonly string[]) {
    const paths = files.map(({ path }) => path);
    this.modules = new PythonModules(paths);
    this.tests = paths.filter(isOfTests);
    this.roots = [...roots, folder];
    // Popular packages compute names of plug-ins; who changes one of them can hardly hide in its tests alone.
    this.mayCompute = !owner || !isPopularName(pypi.name, owner.name);
  }

  private load(paths: Iterable<string>): void {
    for (const path of paths) if (isOfTests(path)) this.loaded.add(path);
  }

  private follow(path: string, each: PythonImport): void {
    const { files, folders } = importedFiles(path, each, this);
    this.load(files);
    for (const folder of folders) this.load(this.below(folder));
  }

  private below(folder: string): string[] {
    return this.tests.filter((path) => path.startsWith(folder === '' ? '' : `${folder}/`));
  }

  /** A text may be the name of a module or a folder: `import_module(name)`, `runpy.run_path`. */
  private name(word: string): void {
    const name = word
      .replace(/^[./]+/, '')
      .replaceAll('.', '/')
      .replace(/\/py$/, '');
    // The name of a folder alone is often one that code leaves out.
    if (!/test/i.test(name) || (!name.includes('/') && !this.mayCompute)) return;
    this.load(
      this.tests.filter((path) => `/${path}`.includes(`/${name}/`) || `/${path}`.includes(`/${name}.py`)),
    );
  }

  read(path: string, { imports, prefixes, words, isOpen }: PythonImports): void {
    for (const each of imports) this.follow(path, each);
    for (const word of isOpen || prefixes.length > 0 ? [...words, ...prefixes] : []) this.name(word);
    if (isOpen && this.mayCompute) this.load(this.tests);
  }
}

/** The scripts of a package's tests that other code of the package loads, directly or by others of them. */
export async function loadedTests(
  subject: TestedCode,
  tree: FileTree,
  roots: readonly string[],
): Promise<ReadonlySet<string>> {
  const loads = new TestLoads(subject, roots);
  let open = subject.files
    .map(({ path }) => path)
    .filter((path) => /\.(?:py|pyw|pth)$/.test(path) && !isOfTests(path));
  const done = new Set<string>();
  while (open.length > 0) {
    for await (const { path, bytes } of tree.readMany(open)) {
      done.add(path);
      const text = bytes ? scriptText(bytes) : '';
      if (LOADS.test(text)) loads.read(path, readPythonImports(text));
    }
    open = [...loads.loaded].filter((path) => !done.has(path));
  }
  return loads.loaded;
}
