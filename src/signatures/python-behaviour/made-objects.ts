import type { CallArguments } from '../../program/index.js';
import { isListed, type BehaviourNames } from '../behaviour/behaviour-names.js';
import { firstTexts, joinedPaths } from './inside-values.js';
import { tokenOf, type PythonName } from './taken-values.js';

/** A function, and the call that made or makes the object. */
interface Making extends PythonName {
  /** Whether it is a method of an object that another call made. */
  readonly isMade: boolean;
}

/** The objects that a call makes: one for each path that it may stand for. */
export function madeBy(
  { paths, streams }: Pick<BehaviourNames, 'paths' | 'streams'>,
  { isMade, ...callee }: Making,
  args: CallArguments,
): PythonName[] {
  const isPath = isListed(paths, tokenOf(callee));
  // Another path has the methods of the one that it is made of.
  const path = isPath && isMade ? callee.path.slice(0, -1) : [...callee.path, '()'];
  const opened = callee.text === null ? firstTexts(args) : [callee.text];
  const others = isListed(streams, tokenOf(callee)) ? opened : [null];
  const texts = isPath ? joinedPaths(callee.text, args) : others;
  return texts.map((text) => ({ ...callee, path, text }));
}
