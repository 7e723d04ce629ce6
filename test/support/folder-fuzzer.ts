import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { join } from 'node:path';
import { DEFAULT_LIMITS } from '../../src/files/index.js';
import { ScanError } from '../../src/model/index.js';
import { signaturesInForce } from '../../src/signatures/index.js';
import { acquire, type Acquisition } from '../../src/sources/index.js';
import { vercel } from '../../src/sources/vercel/index.js';
import { analyseArtifact } from '../../src/workers/analyse-artifact.js';
import type { AnalysedArtifact, ArtifactJob } from '../../src/workers/index.js';
import { randomOf } from './archive-fuzzer.js';
import type { FolderSeed } from './seed-files.js';
import { writeTree, type HostileTree, type TreeNode } from './hostile-tree.js';
import { mutateFolder, nodeAt, pathsIn } from './mutate-folder.js';
import { deploy, readNaively } from './naive-folder.js';
import { deployOutput, type DeployedCode } from './naive-output.js';

export interface FolderFuzzOptions {
  readonly seeds: ReadonlyMap<string, FolderSeed>;
  readonly count: number;
  readonly seed: number;
  /** An empty folder to work in. */
  readonly folder: string;
  /** Instead of the shipped rules. */
  readonly rules?: ArtifactJob['signatures']['rules'];
  /** Whether folders are changed. Default: true. */
  readonly isMutated?: boolean;
}

export interface FolderFuzzResult {
  readonly clean: number;
  readonly found: number;
  readonly incomplete: number;
  /** Clean where it is not, or a result of another folder. */
  readonly lies: readonly string[];
}

type Scanned = Pick<ArtifactJob, 'hostPath' | 'extraFiles' | 'isDirectory' | 'kind' | 'inline'>;

/** A tool's output as its source reads it. */
function acquireOutput({ mapped }: FolderSeed, fn: string): Promise<Acquisition> {
  const hostPath = join(fn, '.vercel/output');
  return mapped
    ? vercel.acquire({ hostPath, path: 'fn', kind: 'directory', root: fn })
    : acquire([fn], {}, fn);
}

/** What to analyse in a written seed; null where the scanner reports that its knowledge is incomplete. */
async function scannedOf(seed: FolderSeed, root: string): Promise<readonly Scanned[] | null> {
  const fn = join(root, 'fn');
  const none = new Map<string, string>();
  if (!seed.mapped && !seed.tool)
    return [{ hostPath: join(fn, seed.deployed), extraFiles: none, isDirectory: true, kind: 'function' }];
  const { artifacts, problems, functionProblems } = await acquireOutput(seed, fn);
  const all = [...problems, ...[...functionProblems.values()].flat()];
  if (artifacts.length === 0 || all.some(({ affectsCompleteness }) => affectsCompleteness)) return null;
  return artifacts.map(({ hostPath, extraFiles = none, kind, inline }) => {
    const isDirectory = statSync(hostPath).isDirectory();
    return { hostPath, extraFiles, isDirectory, kind, ...(inline && { inline }) };
  });
}

/** What an analysis reads of an entry: of its mode, whether it may be run. */
function factsOf(node: TreeNode): object {
  if (node.kind === 'folder') return { kind: 'folder', entries: keyOf(node.entries) };
  return node.kind === 'file' ? { ...node, mode: node.mode === 0o755 } : node;
}

function keyOf(tree: HostileTree): string {
  const entries = [...tree].map(([name, node]) => JSON.stringify([name, factsOf(node)]));
  return createHash('sha256').update(entries.sort().join()).digest('hex');
}

function contentOf(tree: HostileTree): HostileTree {
  const fn = tree.get('fn');
  return fn?.kind === 'folder' ? fn.entries : new Map();
}

function isClean({ inventory, findings }: AnalysedArtifact): boolean {
  return findings.length === 0 && !inventory.problems.some(({ affectsCompleteness }) => affectsCompleteness);
}

/** Whether Node would wait for ever for a manifest that is a pipe. */
function blocksNode(tree: HostileTree): boolean {
  const all = pathsIn(tree);
  const kinds = new Set(all.map((path) => nodeAt(tree, path)?.kind));
  const manifests = all.filter((path) => path.at(-1) === 'package.json');
  return kinds.has('pipe') && manifests.some((path) => nodeAt(tree, path)?.kind !== 'file');
}

/** The reasons why a folder must not be called clean. */
function liesAbout(
  results: readonly AnalysedArtifact[],
  { path, entry }: DeployedCode,
  tree: HostileTree,
): string[] {
  const { packages, isEvil, leaves, isFed } = readNaively(path, blocksNode(tree) ? null : entry);
  const rows = results.flatMap(({ inventory }) => inventory.packages);
  const seen = new Set(rows.map(({ name, version }) => `${name}@${version}`));
  return [
    ...(isEvil ? ['malware would run'] : []),
    ...(leaves ? ['code outside of it would run'] : []),
    ...(isFed ? ['code from a pipe or a device would run'] : []),
    ...[...packages].filter((one) => !seen.has(one)).map((one) => `${one} is missing`),
  ];
}

interface Written {
  readonly seed: FolderSeed;
  readonly tree: HostileTree;
  readonly root: string;
}

/** State that all folders of a run share. */
interface Run {
  readonly folder: string;
  readonly signatures: ArtifactJob['signatures'];
  /** sha256 → contents of the folder. */
  readonly byIdentity: Map<string, string>;
}

function jobOf(scanned: Scanned, { signatures }: Run): Omit<ArtifactJob, 'cache'> {
  const none = { fingerprints: null, verify: null, closure: null };
  return { limits: DEFAULT_LIMITS, signatures, ...none, ...scanned };
}

/** Whether a folder's sha256 was that of another one. */
function hasOthersIdentity({ sha256 }: AnalysedArtifact, { tree }: Written, { byIdentity }: Run): boolean {
  if (sha256 === null) return false;
  const key = keyOf(contentOf(tree));
  const known = byIdentity.get(sha256) ?? key;
  byIdentity.set(sha256, known);
  return known !== key;
}

interface Verdict {
  readonly is: 'clean' | 'found' | 'incomplete';
  readonly lies: readonly string[];
}

function deployedBy(
  { seed: { mapped, entry, tool }, root }: Written,
  [first]: readonly Scanned[],
): DeployedCode[] {
  // Node caches resolved paths, so no path is used twice.
  const deployed = join(root, 'deployed');
  if (tool) return deployOutput(tool, join(root, 'fn'), deployed);
  if (!first) return [];
  if (!mapped) return [{ path: first.hostPath, entry }];
  return deploy(first.hostPath, first.extraFiles, deployed) ? [{ path: deployed, entry }] : [];
}

async function analyse(
  scanned: Scanned,
  run: Run,
  isChecked: boolean,
): Promise<[AnalysedArtifact, string[]]> {
  const job = jobOf(scanned, run);
  const result = await analyseArtifact({ ...job, cache: join(run.folder, 'cache') });
  const isOther = isChecked && !isDeepStrictEqual(await analyseArtifact({ ...job, cache: null }), result);
  return [result, isOther ? ['another result is stored'] : []];
}

/** @param isChecked whether the result is compared with one that was not stored. */
async function judge(written: Written, run: Run, isChecked: boolean): Promise<Verdict> {
  const { seed, root, tree } = written;
  const scanned = await scannedOf(seed, root);
  if (!scanned) return { is: 'incomplete', lies: [] };
  const results: AnalysedArtifact[] = [];
  const lies: string[] = [];
  for (const one of scanned) {
    const [result, faults] = await analyse(one, run, isChecked);
    results.push(result);
    lies.push(...faults);
    const isWhole = !seed.mapped && !seed.tool;
    if (isWhole && hasOthersIdentity(result, written, run)) lies.push('another folder has its identity');
  }
  if (!results.every(isClean))
    return { is: results.some(({ findings }) => findings.length > 0) ? 'found' : 'incomplete', lies };
  lies.push(...deployedBy(written, scanned).flatMap((code) => liesAbout(results, code, tree)));
  return { is: 'clean', lies };
}

/** As `judge`; a mistake of the user's is an answer, any other exception a lie. */
async function judgeSafely(...given: Parameters<typeof judge>): Promise<Verdict> {
  try {
    return await judge(...given);
  } catch (error) {
    return {
      is: 'incomplete',
      lies: error instanceof ScanError ? [] : [`thrown ${String((error as Error).stack)}`],
    };
  }
}

/** Analyses mutated folders with one cache for all. The same seed gives the same folders. */
export async function fuzzFolders(options: FolderFuzzOptions): Promise<FolderFuzzResult> {
  const { seeds, count, seed: start, folder, rules, isMutated = true } = options;
  const signatures = rules ? { version: 'none', rules } : await signaturesInForce([]);
  const run: Run = { folder, signatures, byIdentity: new Map() };
  const originals = [...seeds];
  const counts = { clean: 0, found: 0, incomplete: 0 };
  const lies: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const [name, seed] = originals[index % originals.length] as [string, FolderSeed];
    const tree = isMutated ? mutateFolder(seed.tree, randomOf(start + index)) : seed.tree;
    // Their paths differ in length: an identity is wherever a folder stands.
    const root = join(folder, `${'x'.repeat(1 + (index % 3))}${index}`);
    mkdirSync(root);
    writeTree(Buffer.from(root), tree);
    const verdict = await judgeSafely({ seed, tree, root }, run, index % 10 === 0);
    counts[verdict.is] += 1;
    lies.push(...verdict.lies.map((lie) => `${name} ${start + index}: ${lie}`));
    rmSync(root, { recursive: true, force: true });
  }
  return { ...counts, lies };
}
