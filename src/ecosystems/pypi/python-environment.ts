import { pythonVersionOf } from './python-imports.js';

/** What is known about where code runs. Null: unknown. */
export interface PythonEnvironment {
  /** `3.12` */
  readonly pythonVersion: string | null;
  /** `x86_64`, `aarch64` */
  readonly machine: string | null;
}

/** Lambda's names of processors, and those that Python has for them on Linux. */
const MACHINES: ReadonlyMap<string, string> = new Map([
  ['x86_64', 'x86_64'],
  ['arm64', 'aarch64'],
]);

/** What a function's configuration says about its Python; undefined where it says nothing. */
export function configuredPython(
  runtime: string | null,
  architecture: string | null,
): PythonEnvironment | undefined {
  const pythonVersion = pythonVersionOf(runtime);
  return pythonVersion === null
    ? undefined
    : { pythonVersion, machine: MACHINES.get(architecture ?? '') ?? null };
}

/** Values that every function has: they run on Linux, in CPython. */
const FIXED: ReadonlyMap<string, string> = new Map([
  ['os_name', 'posix'],
  ['os.name', 'posix'],
  ['sys_platform', 'linux'],
  ['sys.platform', 'linux'],
  ['platform_system', 'Linux'],
  ['platform_python_implementation', 'CPython'],
  ['python_implementation', 'CPython'],
  ['implementation_name', 'cpython'],
]);

/** Python 2 named the kernel's release with the platform. https://docs.python.org/3/library/sys.html#sys.platform */
const LINUX_OF_PYTHON_2 = 'linux2';

function platformOf(pythonVersion: string | null): string {
  return pythonVersion?.startsWith('2.') ? LINUX_OF_PYTHON_2 : 'linux';
}

/** A patch number above those of all releases of Python. */
const LAST_PATCH = '9999';

/**
 * Values that a variable of a marker can have: the first and the last one where only the release is known; none when it is unknown.
 * https://packaging.python.org/en/latest/specifications/dependency-specifiers/#environment-markers
 */
export function valuesOf(name: string, { pythonVersion, machine }: PythonEnvironment): readonly string[] {
  const fixed = FIXED.get(name);
  if (fixed !== undefined) return [fixed === 'linux' ? platformOf(pythonVersion) : fixed];
  if (name === 'platform_machine' || name === 'platform.machine') return machine === null ? [] : [machine];
  if (pythonVersion === null) return [];
  if (name === 'python_version') return [pythonVersion];
  const isFull = name === 'python_full_version' || name === 'implementation_version';
  return isFull ? [`${pythonVersion}.0`, `${pythonVersion}.${LAST_PATCH}`] : [];
}
