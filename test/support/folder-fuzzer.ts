import { createHash } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { join } from 'node:path';
import { DEFAULT_LIMITS } from '../../src/files/index.js';
import { signaturesInForce } from '../../src/signatures/index.js';
import { vercel } from '../../src/sources/vercel/index.js';
import { analyseArtifact } from '../../src/workers/analyse-artifact.js';
import type { AnalysedArtifact, ArtifactJob } from '../../src/workers/index.js';
import { randomOf } from './archive-fuzzer.js';
import type { FolderSeed } from './folder-seeds.js';
import { writeTree, type HostileTree } from './hostile-tree.js';
import { mutateFolder } from './mutate-folder.js';
import { deploy, readNaively } from './naive-folder.js';

export interface FolderFuzzOptions {
  readonly seeds: ReadonlyMap<string, FolderSeed>;
  readonly count: number;
  readonly seed: number;
  /** An empty folder to work in. */
  readonly folder: string;
  /** Instead of the shipped rules. */
  readonly rules?: ArtifactJob['signatures']['rules'];
}

export interface FolderFuzzResult {
  readonly clean: number;
  readonly found: number;
  readonly incomplete: number;
  /** Clean where it is not, or a result of another folder. */
  readonly lies: readonly string[];
}

type Scanned = Pick<ArtifactJob, 'hostPath' | 'extraFiles'>;

/** The target to analyse in a written seed; null where the tool reports that its knowledge is incomplete. */
async function scannedOf({ deployed, mapped }: FolderSeed, root: string): Promise<Scanned | null> {
  const fn = join(root, 'fn');
  if (!mapped) return { hostPath: join(fn, deployed), extraFiles: new Map() };
  const { artifacts, problems, functionProblems } = await vercel.acquire({
    hostPath: join(fn, '.vercel/output'),
    path: 'fn',
    kind: 'directory',
    root: fn,
  });
  const all = [...problems, ...[...functionProblems.values()].flat()];
  const [artifact] = artifacts;
  if (!artifact || all.some(({ affectsCompleteness }) => affectsCompleteness)) return null;
  return { hostPath: artifact.hostPath, extraFiles: artifact.extraFiles ?? new Map() };
}

function keyOf(tree: HostileTree): string {
  const entries = [...tree].map(([name, node]) =>
    JSON.stringify([name, node.kind === 'folder' ? { kind: 'folder', entries: keyOf(node.entries) } : node]),
  );
  return createHash('sha256').update(entries.sort().join()).digest('hex');
}

function contentOf(tree: HostileTree): HostileTree {
  const fn = tree.get('fn');
  return fn?.kind === 'folder' ? fn.entries : new Map();
}

function isClean({ inventory, findings }: AnalysedArtifact): boolean {
  return findings.length === 0 && !inventory.problems.some(({ affectsCompleteness }) => affectsCompleteness);
}

/** The reason why a folder must not be called clean. */
function liesAbout({ inventory }: AnalysedArtifact, folder: string, entry: string): string[] {
  const { packages, isEvil, leaves } = readNaively(folder, entry);
  const seen = new Set(inventory.packages.map(({ name, version }) => `${name}@${version}`));
  return [
    ...(isEvil ? ['malware would run'] : []),
    ...(leaves ? ['code outside of it would run'] : []),
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
  return { isDirectory: true, kind: 'function', limits: DEFAULT_LIMITS, signatures, ...none, ...scanned };
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

function liesOfClean(
  result: AnalysedArtifact,
  { hostPath, extraFiles }: Scanned,
  { seed: { mapped, entry }, root }: Written,
): string[] {
  if (!mapped) return liesAbout(result, hostPath, entry);
  // Node caches resolved paths, so no path is used twice.
  const deployed = join(root, 'deployed');
  return deploy(hostPath, extraFiles, deployed) ? liesAbout(result, deployed, entry) : [];
}

/** @param isChecked whether the result is compared with one that was not stored. */
async function judge(written: Written, run: Run, isChecked: boolean): Promise<Verdict> {
  const { seed, root } = written;
  const scanned = await scannedOf(seed, root);
  if (!scanned) return { is: 'incomplete', lies: [] };
  const job = jobOf(scanned, run);
  const result = await analyseArtifact({ ...job, cache: join(run.folder, 'cache') });
  const lies: string[] = [];
  if (isChecked && !isDeepStrictEqual(await analyseArtifact({ ...job, cache: null }), result))
    lies.push('another result is stored');
  if (!seed.mapped && hasOthersIdentity(result, written, run)) lies.push('another folder has its identity');
  if (!isClean(result)) return { is: result.findings.length > 0 ? 'found' : 'incomplete', lies };
  return { is: 'clean', lies: [...lies, ...liesOfClean(result, job, written)] };
}

/** Analyses mutated folders with one cache for all. The same seed gives the same folders. */
export async function fuzzFolders(options: FolderFuzzOptions): Promise<FolderFuzzResult> {
  const { seeds, count, seed: start, folder, rules } = options;
  const signatures = rules ? { version: 'none', rules } : await signaturesInForce([]);
  const run: Run = { folder, signatures, byIdentity: new Map() };
  const originals = [...seeds];
  const counts = { clean: 0, found: 0, incomplete: 0 };
  const lies: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const [name, seed] = originals[index % originals.length] as [string, FolderSeed];
    const tree = mutateFolder(seed.tree, randomOf(start + index));
    // Their paths differ in length: an identity is wherever a folder stands.
    const root = join(folder, `${'x'.repeat(1 + (index % 3))}${index}`);
    mkdirSync(root);
    writeTree(Buffer.from(root), tree);
    const verdict = await judge({ seed, tree, root }, run, index % 10 === 0);
    counts[verdict.is] += 1;
    lies.push(...verdict.lies.map((lie) => `${name} ${start + index}: ${lie}`));
    rmSync(root, { recursive: true, force: true });
  }
  return { ...counts, lies };
}
