import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Trigger } from '../../src/index.js';
import { ACCEPTING_ACCOUNT, isCalled, type PlannedFunction } from './planned-accounts.js';
import { contentsOf } from './store-contents.js';
import { temporaryFolder } from './temporary-folder.js';

/** Whether a finding came from an expectation about the code. */
export function isDrift(row: Readonly<Record<string, unknown>>): boolean {
  return String(row['fingerprint']).startsWith('drift/');
}

function isAdvisory(row: Readonly<Record<string, unknown>>): boolean {
  return !/^(?:drift|configuration|permission)\//.test(String(row['fingerprint']));
}

/** The problem that a sweep reports for the file system of a called version. */
function fileSystemOf(fn: PlannedFunction): 'open' | 'accepted' | null {
  if (!isCalled(fn) || fn.published?.hasFileSystem !== true) return null;
  return fn.account === ACCEPTING_ACCOUNT ? 'accepted' : 'open';
}

/**
 * What is known of each function: whether it was read whole but for accepted gaps, whether a gap is accepted, whether the old package was
 * found in it, whether its published version is called and mounts a file system, and whether everybody may call it.
 */
export async function truthTable(store: string) {
  const { functions, findings, versions, gaps } = await contentsOf(store);
  const open = findings.filter((row) => row['fixed_run'] === null && isAdvisory(row));
  const vulnerable = new Set(open.map((row) => row['function']));
  const called = new Set(
    versions.flatMap((row) => (row['reachable'] && row['version'] === '1' ? [row['function']] : [])),
  );
  const mounting = gaps.filter((row) => row['action'] === 'elasticfilesystem:ClientMount');
  const mounts = new Map(mounting.map((row) => [row['resource'], row['accepted'] ? 'accepted' : 'open']));
  return functions
    .map(({ arn, complete, accepted, triggers }) => ({
      arn,
      isReadable: complete,
      isAccepted: (accepted as readonly unknown[]).length > 0,
      isOpen: (triggers as readonly Trigger[]).some(({ detail }) => detail === 'everybody'),
      isVulnerable: vulnerable.has(arn),
      isCalled: called.has(arn),
      fileSystem: mounts.get(`${String(arn)}:1`) ?? null,
    }))
    .sort((a, b) => String(a.arn).localeCompare(String(b.arn)));
}

/** The expected results of a sweep for planned functions. */
export function expectedTable(functions: readonly PlannedFunction[]) {
  return functions
    .map((fn) => ({
      arn: fn.arn,
      isReadable: fn.isReadable,
      isAccepted: fn.rule === 'accepted',
      isOpen: fn.hasPublicAlias,
      isVulnerable: fn.isVulnerable,
      isCalled: isCalled(fn),
      fileSystem: fileSystemOf(fn),
    }))
    .sort((a, b) => a.arn.localeCompare(b.arn));
}

/** A file of --expect: each function runs its current code. */
export function expectationFile(functions: readonly PlannedFunction[]): string {
  const file = join(temporaryFolder(), 'expect.json');
  const expected = functions.map(({ arn, sha256, published }) => {
    const codeSha256 = published ? [sha256, published.sha256] : sha256;
    return [arn, { codeSha256 }] as const;
  });
  writeFileSync(file, JSON.stringify({ functions: Object.fromEntries(expected) }));
  return file;
}
