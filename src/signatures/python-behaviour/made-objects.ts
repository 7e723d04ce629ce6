import type { CallArguments } from '../../program/index.js';
import { isListed, type BehaviourNames } from '../behaviour/behaviour-names.js';
import { firstTexts, joinedPaths } from './inside-values.js';
import { tokenOf, type PythonName } from './taken-values.js';

/** A function, and the call that made or makes the object. */
interface Making extends PythonName {
  /** Whether it is a method of an object that another call made. */
  readonly isMade: boolean;
}

/** What stands for the user's own folder. */
const HOME = '~';
const HOME_VARIABLE = /^(?:HOME|USERPROFILE)$/;
/** What functions that list a folder put behind its path. */
const INSIDE: ReadonlyMap<string, string> = new Map([
  ['listdir', '/*'],
  ['scandir', '/*'],
  ['iterdir', '/*'],
  ['walk', '/**'],
]);

/** `Path.home()`, `os.environ['HOME']`: the user's own folder; null for others. */
function homeOf(
  { module, path }: Pick<PythonName, 'module' | 'path'>,
  { positional: [names = []] }: CallArguments,
): string | null {
  if (module === 'pathlib' && path.at(-1) === 'home') return HOME;
  const isVariable = module === 'os' && /^(?:getenv|get|\[\])$/.test(path.at(-1) ?? '');
  const isHome = names.some((name) => name.kind === 'text' && HOME_VARIABLE.test(name.text));
  return isVariable && isHome ? HOME : null;
}

/** Files of one name in folders of any name. */
const NAMED_FILES = /\*[^*]*[^*/]$/;

/** What an item stands for: a variable of the environment, or some files of one name (`glob('*.db')[:6]`), but no part of a text. */
export function textOfItem(list: PythonName, key: CallArguments): string | null {
  return homeOf(list, key) ?? (list.text !== null && NAMED_FILES.test(list.text) ? list.text : null);
}

/** Whether a function puts a path together: what it gives is none of its parts. */
export function isPath(
  { paths }: Pick<BehaviourNames, 'paths'>,
  name: Pick<PythonName, 'module' | 'path'>,
): boolean {
  return isListed(paths, tokenOf(name));
}

/** The objects that a call makes: one for each path that it may stand for. */
export function madeBy(
  { paths, streams }: Pick<BehaviourNames, 'paths' | 'streams'>,
  { isMade, ...callee }: Making,
  args: CallArguments,
): PythonName[] {
  const isOfPath = isPath({ paths }, callee);
  // Another path has the methods of the one that it is made of.
  const path = isOfPath && isMade ? callee.path.slice(0, -1) : [...callee.path, '()'];
  const home = homeOf(callee, args);
  if (home !== null) return [{ ...callee, path, text: home }];
  const inside = (isOfPath && INSIDE.get(callee.path.at(-1) ?? '')) || '';
  const opened = callee.text === null ? firstTexts(args) : [callee.text];
  const others = isListed(streams, tokenOf(callee)) ? opened : [null];
  const texts = isOfPath ? joinedPaths(callee.text, args) : others;
  return texts.map((text) => ({ ...callee, path, text: text === null ? null : text + inside }));
}
