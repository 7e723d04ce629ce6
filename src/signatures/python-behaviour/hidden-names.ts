import type { PythonValue } from '../../program/index.js';
import { importedValue, isOutside, nameValue, whatIs, type PythonName } from './taken-values.js';

type Values = readonly PythonValue[];

/** `sys.modules['builtins']`, `vars(builtins)['exec']`: what a key means in the dictionaries of Python itself. */
export function membersByKey({ module, path, at, text }: PythonName, key: PythonValue): Values {
  if (key.kind !== 'text' || at !== '') return [];
  if (module === 'sys' && path.length === 1 && path[0] === 'modules') return [importedValue(key.text)];
  const last = path.at(-1);
  if (last === '__dict__') return [nameValue({ module, path: [...path.slice(0, -1), key.text], at, text })];
  return module === 'builtins' && path.length === 0 ? [importedValue(`builtins.${key.text}`)] : [];
}

/** `vars(builtins)`: the dictionary of a module's members. */
function dictionaryOf({ module, path }: Pick<PythonName, 'module' | 'path'>, values: Values): Values {
  if (module !== 'builtins' || path.length !== 1 || path[0] !== 'vars') return [];
  return values.flatMap((value) => {
    const what = isOutside(value) ? whatIs(value) : null;
    return what?.is === 'name' && what.at === ''
      ? [nameValue({ ...what, path: [...what.path, '__dict__'] })]
      : [];
  });
}

/** `type(f)` of a function: it makes functions of code objects. */
function isTypeOfFunction({ module, path }: Pick<PythonName, 'module' | 'path'>, values: Values): boolean {
  return (
    module === 'builtins' &&
    path[0] === 'type' &&
    values.length > 0 &&
    values.every(({ kind }) => kind === 'function')
  );
}

/** What functions of Python give by which code hides names; empty for other calls. */
export function ofHiding(callee: Pick<PythonName, 'module' | 'path'>, values: Values): Values {
  if (isTypeOfFunction(callee, values)) return [importedValue('types.FunctionType')];
  return dictionaryOf(callee, values);
}
