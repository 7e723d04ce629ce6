import { parentOf, type FileTree } from '../../files/index.js';
import type { ProgramFile, ProgramFiles, Resolved } from '../../program/index.js';
import { parseAndKeep, readScript, scriptText, takeTree } from '../../syntax/index.js';

/** What Node tries behind a path: https://nodejs.org/api/modules.html#all-together */
const ENDINGS = ['', '.js', '.cjs', '.mjs', '/index.js', '/index.cjs', '/index.mjs'];

/** `a/b/../c` → `a/c` */
function plainPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

interface SubjectScripts {
  /** Paths of the subject's files. */
  readonly paths: readonly string[];
  /** Whether they are the application's. */
  readonly isOwn: boolean;
  /** Whether a file is part of the program: calls of others are calls of another package. */
  readonly isFollowed: (path: string) => boolean;
  /** Places of interest in large scripts: nothing else of these is followed. */
  readonly large: ReadonlyMap<string, readonly number[]>;
  /** Readable copies of scripts, by their paths. */
  readonly copies: ReadonlyMap<string, string>;
}

function parsed(text: string, tree: ReturnType<typeof readScript>): ProgramFile | null {
  return typeof tree === 'string' ? null : { text, tree };
}

/** The scripts of one subject as a program: other packages are outside of it. */
export class SubjectProgram implements ProgramFiles {
  private readonly tree: FileTree;
  private readonly paths: ReadonlySet<string>;
  private readonly isOwn: boolean;
  private readonly isFollowed: (path: string) => boolean;
  private readonly large: SubjectScripts['large'];
  private readonly copies: SubjectScripts['copies'];
  private readonly known = new Map<string, ProgramFile | null>();

  constructor(tree: FileTree, { paths, isOwn, isFollowed, large, copies }: SubjectScripts) {
    this.tree = tree;
    this.paths = new Set(paths);
    this.isOwn = isOwn;
    this.isFollowed = isFollowed;
    this.large = large;
    this.copies = copies;
  }

  resolve(specifier: string, { file }: { readonly file: string }): Resolved | null {
    if (!specifier.startsWith('.')) return { module: specifier.replace(/^node:/, '') };
    const path = plainPath(`${parentOf(file)}/${specifier}`);
    const found = ENDINGS.map((ending) => path + ending).find((each) => this.paths.has(each));
    if (found === undefined || found.endsWith('.json')) return null;
    return this.isFollowed(found) ? { path: found } : { module: specifier };
  }

  /** Drops the scripts that were read: they take much memory. */
  forget(): void {
    this.known.clear();
  }

  /** A script that is followed in several ways is read once. */
  async read(path: string): Promise<ProgramFile | null> {
    const known = this.known.get(path) ?? (await this.readNow(path));
    this.known.set(path, known);
    return known;
  }

  private async readNow(path: string): Promise<ProgramFile | null> {
    const copy = this.copies.get(path);
    const readable = copy === undefined ? null : parsed(copy, readScript(copy));
    if (readable) return readable;
    const { bytes } = await this.tree.read(path);
    if (!bytes) return null;
    const text = scriptText(bytes);
    // Analyses need trees of the application's own code again.
    const places = this.large.get(path);
    const tree = this.isOwn ? parseAndKeep(this.tree, text) : takeTree(this.tree, text, places);
    return parsed(text, tree);
  }

  chunksOf(): readonly string[] {
    return [];
  }
}
