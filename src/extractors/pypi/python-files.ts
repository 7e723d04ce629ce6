import { baseOf, below, parentOf } from '../../files/index.js';

/** Files that Python loads as code. */
export const PYTHON_CODE = /\.(?:pyc?|pyo|so|pyd)$/i;
export const PYTHON_SOURCE = /\.py$/i;
const COMPILED = /\.py[co]$/i;
/** `name.cpython-312.opt-1.pyc` */
const CACHED = /^(.+?)\.(?:cpython|pypy)[\w-]*(?:\.opt-\d)?\.py[co]$/i;

/** Python's own library: `lib/python3.12/os.py` and what lies beside it. */
const OF_PYTHON = /(?:^|\/)lib(?:64)?\/python\d(?:\.\d+)?\/(?!site-packages\/|dist-packages\/)/;

export function isOfPython(path: string): boolean {
  return OF_PYTHON.test(path);
}

/** The source of compiled code, whether it is there or not: `pkg/__pycache__/a.cpython-312.pyc` and `pkg/a.pyc` are of `pkg/a.py`. */
export function sourceOf(path: string): string | null {
  if (!COMPILED.test(path)) return null;
  const folder = parentOf(path);
  if (baseOf(folder) !== '__pycache__') return path.replace(COMPILED, '.py');
  const [, name] = CACHED.exec(baseOf(path)) ?? [];
  return name === undefined ? null : below(parentOf(folder), `${name}.py`);
}
