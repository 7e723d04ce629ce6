import { limitOf, type FileEntry, type FileTree } from '../../files/index.js';
import type { FindingEvidence } from '../../model/index.js';
import type { Difference } from './difference.js';
import { isGypOutput, isLeftByTools, kindOf, type FileKind } from './file-kinds.js';
import { likenessOf } from './same-program.js';
import { shortDiff } from './short-diff.js';

/** An installed package and its published files. */
export interface Compared {
  /** The artifact. */
  readonly tree: FileTree;
  readonly installed: ReadonlyMap<string, FileEntry>;
  readonly published: FileTree;
  /** Whether an install script of the published package may download or build programs. */
  readonly hasInstallScript: boolean;
  /** Whether node-gyp builds it. */
  readonly hasGyp: boolean;
  /** Whether a file is a copy of one of another package. */
  readonly isCopy: (path: string, bytes: Uint8Array) => Promise<boolean>;
}

export interface FileDifferences {
  readonly differences: readonly Difference[];
  /** Files that differ as minifiers change them; they were not compared statement by statement. */
  readonly minified: readonly string[];
  /** Files that could not be read on either side. */
  readonly unread: readonly string[];
  /** Files of packages in its own `node_modules` that its tarball does not bring. */
  readonly foreign: readonly string[];
}

function evidenceOf(path: string, installed: Uint8Array, published: Uint8Array): FindingEvidence[] {
  const whole = {
    path,
    line: null,
    detail: `${installed.length} bytes; the published file has ${published.length}`,
  };
  const isBinary = [installed, published].some((bytes) => bytes.subarray(0, 8000).includes(0));
  if (isBinary || installed.length + published.length > limitOf('diff-lines')) return [whole];
  const decoder = new TextDecoder();
  const lines = shortDiff(decoder.decode(installed), decoder.decode(published));
  return lines.map(({ line, text }) => ({ path, line, detail: text }));
}

type Verdict = Difference | 'minified' | undefined;

async function judgeChanged(
  file: FileEntry & { readonly inside: string },
  sides: { readonly mine: Uint8Array; readonly theirs: Uint8Array },
  compared: Compared,
): Promise<Verdict> {
  const { mine, theirs } = sides;
  const likeness = likenessOf(file.inside, mine, theirs);
  if (likeness === 'minified') return 'minified';
  if (likeness !== 'edited') return undefined;
  const kind = kindOf(file.inside, mine);
  if (kind === 'data' && kindOf(file.inside, theirs) === 'data') return undefined;
  if (kind === 'native' && isGypOutput(file.inside, kind) && compared.hasGyp) return undefined;
  if (kind === 'native' && (await compared.isCopy(file.path, mine))) return undefined;
  return {
    rule: 'tampered-code',
    severity: 'high',
    text: `${file.inside} is changed`,
    evidence: evidenceOf(file.path, mine, theirs),
  };
}

function addedDifference(
  file: FileEntry & { inside: string },
  kind: FileKind,
  mayBeBuilt: boolean,
): Difference {
  const detail = `${file.size} bytes, not in the published tarball`;
  return {
    rule: kind === 'native' ? 'added-native' : 'tampered-code',
    severity: mayBeBuilt ? 'medium' : 'high',
    text: `${file.inside} was added`,
    evidence: [{ path: file.path, line: null, detail }],
  };
}

async function judgeAdded(
  file: FileEntry & { readonly inside: string },
  mine: Uint8Array,
  compared: Compared,
): Promise<Verdict> {
  const kind = kindOf(file.inside, mine);
  if (kind === 'data' || isLeftByTools(file.inside)) return undefined;
  if (compared.hasGyp && isGypOutput(file.inside, kind)) return undefined;
  if (kind === 'native' && (await compared.isCopy(file.path, mine))) return undefined;
  return addedDifference(file, kind, compared.hasInstallScript || compared.hasGyp);
}

/** A folder of `node_modules` below the package that its tarball does not bring is another package's. */
function isOtherPackage(path: string, published: FileTree): boolean {
  const [, folder] = /^((?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path) ?? [];
  if (folder === undefined) return /(?:^|\/)node_modules\//.test(path);
  return ![...published.files.keys()].some((other) => other.startsWith(`${folder}/`));
}

/** The result for one file: a difference, or the list that it goes to; undefined if it is as published. */
async function judge(
  file: FileEntry & { readonly inside: string },
  compared: Compared,
): Promise<Verdict | 'unread' | 'foreign'> {
  const { tree, published } = compared;
  if (isOtherPackage(file.inside, published)) return 'foreign';
  const { bytes: mine } = await tree.read(file.path);
  if (!mine) return 'unread';
  if (!published.files.has(file.inside)) return judgeAdded(file, mine, compared);
  const { bytes: theirs } = await published.read(file.inside);
  return theirs ? judgeChanged(file, { mine, theirs }, compared) : 'unread';
}

/** Compares the files of one installed package with the published ones. Its own package.json is left to `compareManifests`. */
export async function compareFiles(compared: Compared): Promise<FileDifferences> {
  const differences: Difference[] = [];
  const aside = { minified: [] as string[], unread: [] as string[], foreign: [] as string[] };
  for (const [inside, entry] of compared.installed) {
    const verdict = inside === 'package.json' ? undefined : await judge({ ...entry, inside }, compared);
    if (typeof verdict === 'string') aside[verdict].push(inside);
    else if (verdict) differences.push(verdict);
  }
  return { differences, ...aside };
}
