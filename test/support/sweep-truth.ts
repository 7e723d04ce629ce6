import { isCalled, type PlannedFunction } from './planned-accounts.js';
import { contentsOf } from './store-contents.js';

/** Whether a finding came of what was expected of the code. */
export function isDrift(row: Readonly<Record<string, unknown>>): boolean {
  return String(row['fingerprint']).startsWith('drift/');
}

/** What is known of each function: whether it was read whole, whether the old package was found in it, and which published versions are called. */
export async function truthTable(store: string) {
  const { functions, findings, versions, gaps } = await contentsOf(store);
  const open = findings.filter((row) => row['fixed_run'] === null && !isDrift(row));
  const vulnerable = new Set(open.map((row) => row['function']));
  const called = new Set(
    versions.flatMap((row) => (row['reachable'] && row['version'] === '1' ? [row['function']] : [])),
  );
  const mounting = gaps.filter((row) => row['action'] === 'elasticfilesystem:ClientMount');
  const mounts = new Set(mounting.map((row) => row['resource']));
  return functions
    .map(({ arn, complete }) => ({
      arn,
      isReadable: complete,
      isVulnerable: vulnerable.has(arn),
      isCalled: called.has(arn),
      hasFileSystem: mounts.has(`${String(arn)}:1`),
    }))
    .sort((a, b) => String(a.arn).localeCompare(String(b.arn)));
}

/** What a sweep must say of planned functions. */
export function expectedTable(functions: readonly PlannedFunction[]) {
  return functions
    .map((fn) => ({
      arn: fn.arn,
      isReadable: fn.isReadable,
      isVulnerable: fn.isVulnerable,
      isCalled: isCalled(fn),
      hasFileSystem: isCalled(fn) && fn.published?.hasFileSystem === true,
    }))
    .sort((a, b) => a.arn.localeCompare(b.arn));
}
