import type { AnyNode, Program } from 'acorn';
import { findModules, flatCode, type ModuleRegion } from '../../syntax/index.js';
import { sourceFeatures, type SourceFeatures } from './source-features.js';

/** The features of a source text and the modules in it. */
export interface ReadSource extends SourceFeatures {
  /** Modules that a bundler kept apart in the text; none if the text is no bundle. */
  readonly modules: readonly ModuleRegion[];
}

/**
 * Reads the features of a program: of a bundle or of a package's file, which may itself be a bundle.
 * @param modules the result of `findModules`, for callers that have it.
 * @throws RangeError when the tree is nested too deeply for the stack.
 */
export function readSource(program: Program, modules = findModules(program)): ReadSource {
  const roots: AnyNode[] = [program, ...modules.map(({ scope }) => scope)];
  const scopes = new Set(roots.flatMap((root) => [root, ...flatCode(root).scopes]));
  return { ...sourceFeatures(program, scopes), modules };
}
