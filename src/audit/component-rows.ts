import { namedPackage, type ReportIndex } from '../reporters/index.js';
import type { Package } from '../model/index.js';
import type { ComponentRow } from './record.js';

function componentWords(found: Package): string {
  const words = namedPackage(found);
  return found.presence === 'declared' ? `${words} (only a manifest names it)` : words;
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}

/** The packages of each artifact, by the path of the artifact. */
export function componentRows({ report, mountedBy }: ReportIndex): ComponentRow[] {
  return report.artifacts.map(({ id, path, sha256, packages, problems, examined = null }) => ({
    artifact: path,
    sha256,
    functions: distinct((mountedBy.get(id) ?? []).map(({ name }) => name)),
    packages: distinct(packages.map(componentWords)),
    complete: problems.every(({ affectsCompleteness }) => !affectsCompleteness),
    examined,
  }));
}
