import type { PythonValue } from '../../program/index.js';
import { importedValue, nameValue, type PythonName } from './taken-values.js';

type Values = readonly PythonValue[];

/** `sys.modules['builtins']`, `vars(builtins)['exec']`: what a key means in the dictionaries of Python itself. */
export function membersByKey({ module, path, at, text }: PythonName, key: PythonValue): Values {
  if (key.kind !== 'text' || at !== '') return [];
  if (module === 'sys' && path.length === 1 && path[0] === 'modules') return [importedValue(key.text)];
  const last = path.at(-1);
  if (last === '__dict__') return [nameValue({ module, path: [...path.slice(0, -1), key.text], at, text })];
  return module === 'builtins' && path.length === 0 ? [importedValue(`builtins.${key.text}`)] : [];
}

/** `type(f)` of a function: it makes functions of code objects. */
export function isTypeOfFunction(
  { module, path }: Pick<PythonName, 'module' | 'path'>,
  values: Values,
): boolean {
  return (
    module === 'builtins' &&
    path[0] === 'type' &&
    values.length > 0 &&
    values.every(({ kind }) => kind === 'function')
  );
}
