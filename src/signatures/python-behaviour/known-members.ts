import type { CallArguments, PythonValue } from '../../program/index.js';
import { textOf } from './inside-values.js';
import { isListed, type BehaviourNames } from '../behaviour/behaviour-names.js';
import { importedValue, tokenOf, type PythonMark, type PythonName } from './taken-values.js';

/** The module of what Python has without an import. */
const BUILT_IN = 'builtins';
/** Methods that give the object that they are methods of. */
const SELF: ReadonlySet<string> = new Set(['copy', 'expanduser', 'resolve', 'absolute', '__enter__']);
/** Functions of Python that give the text that they are given. */
const KEEPING = /^(?:str|bytes|bytearray|repr|format|list|tuple|reversed|memoryview)$/;
/** Functions of Python that rules name, and those that give what they are given. */
const OF_PYTHON =
  /^(?:str|bytes|bytearray|repr|format|list|tuple|reversed|memoryview|set|frozenset|enumerate|zip|filter|min|max|sum|slice|int|chr|ord|hex|len|bool|vars|open|exec|eval|compile|type|print|input|__import__)$/;
/** Methods of all members of an object. */
const OF_ALL = /^(?:items|values)$/;

/** A name that Python has without an import; null if neither rules know it nor those that follow values. */
export function builtInValue(name: string): PythonValue | null {
  if (name === '__builtins__') return importedValue(BUILT_IN);
  return OF_PYTHON.test(name) ? importedValue(`${BUILT_IN}.${name}`) : null;
}

/** Texts that modules of Python hold. */
const CONSTANTS: ReadonlyMap<string, string> = new Map([
  ['os.sep', '/'],
  ['os.path.sep', '/'],
  ['os.extsep', '.'],
  ['os.curdir', '.'],
  ['os.linesep', '\n'],
]);

/** The text that a member of a module holds; null of others. */
export function constantMember(name: string): string | null {
  return CONSTANTS.get(name) ?? null;
}

/** Whether what a call gives is an answer to what it gets, and does not hold it. */
export function givesAnswer(
  { calls, clean, sinks, writers }: BehaviourNames,
  name: Pick<PythonName, 'module' | 'path'>,
): boolean {
  const token = tokenOf(name);
  const isAnswer = calls.find(token).some(({ passes }) => !passes);
  return isAnswer || [clean, sinks, writers].some((table) => isListed(table, token));
}

/** Methods that read a file into their object. */
const ADDING = /^(?:write|add)$/;

/** Whether a method keeps what it takes: `archive.write(path)`. */
export function isAdding({ path, at }: PythonName): boolean {
  return at !== '' && ADDING.test(path.at(-1) ?? '');
}

/** Functions that write into one of the objects that they are given. */
const INTO = /^(?:dump|copyfileobj|save|savefig|tofile|to_csv|to_json|readinto|recv_into)$/;

/** Whether a function writes into an object that it is given: `json.dump(data, file)`. */
export function writesInto({ path }: Pick<PythonName, 'path'>): boolean {
  return INTO.test(path.at(-1) ?? '');
}

/** Whether a method gives the object that it is a method of. */
export function givesItself(name: string): boolean {
  return SELF.has(name);
}

/** What a member of an object that was taken as a whole holds of it; null for other members. */
export function formOfMember(name: string): PythonMark['form'] | null {
  if (OF_ALL.test(name)) return 'value';
  return name === 'keys' || name === '[]' ? 'names' : null;
}

/** Texts that a function of Python gives as it gets them; of a variable of the environment the text in its place. */
export function keptTexts(
  { module, path }: Pick<PythonName, 'module' | 'path'>,
  values: readonly PythonValue[],
  { positional }: Pick<CallArguments, 'positional'>,
): readonly PythonValue[] {
  if (module === 'os' && /^(?:get|getenv)$/.test(path.at(-1) ?? ''))
    return (positional[1] ?? []).filter(({ kind }) => kind === 'text');
  const isKeeping = module === BUILT_IN && KEEPING.test(path[0] ?? '');
  return isKeeping ? values.filter((value) => textOf(value) !== null) : [];
}
