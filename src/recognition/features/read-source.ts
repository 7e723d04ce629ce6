import type { AnyNode, Program } from 'acorn';
import { findModules, flatCode, type ModuleRegion } from '../../syntax/index.js';
import { sourceFeatures, type SourceFeatures } from './source-features.js';

/** A source text as fingerprints see it. */
export interface ReadSource extends SourceFeatures {
  /** Modules that a bundler kept apart in it; none in what is no bundle. */
  readonly modules: readonly ModuleRegion[];
}

/**
 * Reads a program, a package's file and a bundle alike: a package's file may itself be a bundle.
 * @param modules what `findModules` gives, for who asked before.
 * @throws RangeError when the tree is nested too deeply for the stack.
 */
export function readSource(program: Program, modules = findModules(program)): ReadSource {
  const roots: AnyNode[] = [program, ...modules.map(({ scope }) => scope)];
  const scopes = new Set(roots.flatMap((root) => [root, ...flatCode(root).scopes]));
  return { ...sourceFeatures(program, scopes), modules };
}
