import type { Package } from '../../src/model/index.js';
import { completeSet, scanSignatures } from '../../src/signatures/index.js';
import { memoryTree } from './memory-tree.js';
import { LOADED_SIGNATURES } from './shipped-flows.js';

/** All rules of the project. */
export const signatures = completeSet(LOADED_SIGNATURES);

/** The project's rules that some files break, by path; a text alone is `index.js`. */
export async function rulesIn(
  code: string | Readonly<Record<string, string>>,
  packages: readonly Package[] = [],
): Promise<string[]> {
  const tree = memoryTree(typeof code === 'string' ? { 'index.js': code } : code);
  const { findings } = await scanSignatures({ tree, packages, signatures });
  return findings.map(({ rule }) => rule);
}
