import { isAbsolute, relative, resolve, sep } from 'node:path';
import { HOST_FILES, readUserFile, type UserFile, type UserFiles } from '../files/index.js';
import type { Change } from './read-event.js';
import { ApiFailure } from './api-failure.js';
import type { RestApi } from './rest-api.js';
import { readWorkspaceFile, realPathOf } from './runner-files.js';

/** The text of a file of the base branch, by its path from the root; null when the branch has no such file. @throws ApiFailure */
export type ReadBase = (path: string) => Promise<string | null>;

/** Rules that a change edits, and whose were used. */
export interface EditedRule {
  /** From the repository's root; null when the base branch could not be read. */
  readonly file: string | null;
  readonly sentence: string;
}

/**
 * The rules for a change, as its base branch has them; the change must not replace the rules that judge it. A file that
 * the workflow names and the branch lacks is read from the change.
 */
export class BaseFiles implements UserFiles {
  /** Files that the change edits, in the order they were read. */
  readonly edited: EditedRule[] = [];
  private readonly texts = new Map<string, Promise<string | null>>();
  private readonly branch: string;
  private readonly workspace: string;
  private readonly readBase: ReadBase;
  private isUnreadable = false;

  constructor(branch: string, workspace: string, readBase: ReadBase) {
    this.branch = branch;
    this.workspace = realPathOf(workspace);
    this.readBase = readBase;
  }

  async exists(path: string): Promise<boolean> {
    const file = this.nameOf(path);
    const base = file === null ? undefined : await this.textOf(file);
    const isThere = await HOST_FILES.exists(path);
    if (file === null || base === undefined) return isThere;
    if (base === null && isThere)
      this.note(file, `${this.branch} has no ${file}, so the ${file} of this change does not count yet.`);
    if (base !== null && !isThere)
      this.note(file, `This change removes ${file}; the job used the one of ${this.branch}.`);
    return base !== null;
  }

  async read(file: UserFile): Promise<string> {
    const name = this.nameOf(file.path);
    const base = name === null ? undefined : await this.textOf(name);
    if (name === null || base === undefined) return readUserFile(file);
    if (base === null) {
      const own = readUserFile(file);
      this.note(name, `${this.branch} has no ${name}, so the job used the one of this change.`);
      return own;
    }
    const isEdited = (await HOST_FILES.exists(file.path)) && readUserFile(file) !== base;
    if (isEdited) this.note(name, `This change edits ${name}; the job used the one of ${this.branch}.`);
    return base;
  }

  /** The base branch's text of a file that need not be committed; null when the branch has none. */
  async committed(path: string): Promise<string | null> {
    const file = this.nameOf(path);
    return file === null ? null : ((await this.textOf(file)) ?? null);
  }

  /** Path from the repository's root; null outside of it. */
  private nameOf(path: string): string | null {
    const name = relative(this.workspace, resolve(path));
    // On Windows the way to another drive is absolute.
    const isOutside = name === '' || name.startsWith('..') || isAbsolute(name);
    return isOutside || resolve(this.workspace, name) !== resolve(path) ? null : name.split(sep).join('/');
  }

  /** Undefined: the base branch cannot be read. */
  private async textOf(file: string): Promise<string | null | undefined> {
    if (this.isUnreadable) return undefined;
    const reading = this.texts.get(file) ?? this.readBase(file);
    this.texts.set(file, reading);
    try {
      return (await reading)?.replace(/^\ufeff/, '') ?? null;
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error;
      this.isUnreadable = true;
      const sentence = `The rules of ${this.branch} could not be read (${error.message}), so the job used the rules of this change.`;
      this.edited.push({ file: null, sentence });
      return undefined;
    }
  }

  private note(file: string, sentence: string): void {
    if (!this.edited.some((one) => one.sentence === sentence)) this.edited.push({ file, sentence });
  }
}

/** Where the state of the base branch can be read. */
export interface BasePlaces {
  readonly repository: string;
  readonly workspace: string;
  /** Null when the job is about no change. */
  readonly change: Change | null;
  /** Null without a token. */
  readonly api: RestApi | null;
  /** Folder with the base branch; null: none. */
  readonly folder: string | null;
}

/**
 * Reads files of a branch through the API. In a private repository the API answers 404 for files that a token may not
 * read. A file therefore counts as missing only when the token can read the commit itself.
 * https://docs.github.com/en/rest/commits/commits#get-a-commit
 */
function branchReader(api: RestApi, repository: string, ref: string): ReadBase {
  const commit = `repos/${repository}/commits/${encodeURIComponent(ref)}`;
  let shown: Promise<string> | null = null;
  return async (path) => {
    const encoded = path.split('/').map(encodeURIComponent).join('/');
    const text = await api.fileText(`repos/${repository}/contents/${encoded}?ref=${encodeURIComponent(ref)}`);
    if (text === null) await (shown ??= api.text(commit, 'application/vnd.github.sha'));
    return text;
  };
}

/** Files of the base branch; null where there is no base branch, and the rules are the workspace's. */
export function baseFilesOf({ repository, workspace, change, api, folder }: BasePlaces): BaseFiles | null {
  const branch = change?.baseBranch ?? 'the base branch';
  if (folder !== null)
    return new BaseFiles(branch, workspace, (path) => Promise.resolve(readWorkspaceFile(folder, path)));
  if (!change) return null;
  if (!api) {
    // The change's own rules are used then, which has to be reported.
    const failure = new ApiFailure("there is no token for GitHub's API", null);
    return new BaseFiles(branch, workspace, () => Promise.reject(failure));
  }
  const ref = change.baseCommit ?? change.baseBranch;
  return new BaseFiles(branch, workspace, branchReader(api, repository, ref));
}
