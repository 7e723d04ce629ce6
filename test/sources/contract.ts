import { isAbsolute } from 'node:path';
import type { Acquisition } from '../../src/sources/index.js';

/** The value of every variable, default and secret in the fixtures. */
export const PLANTED = /planted/;

function plain(value: unknown): unknown {
  return value instanceof Map ? [...value] : value;
}

function repeated(values: readonly string[]): string[] {
  return values.filter((value, at) => values.indexOf(value) !== at);
}

/** Violations of the properties of every acquisition, for any target; one sentence each. */
export function violationsOf({ functions, artifacts, problems, functionProblems }: Acquisition): string[] {
  const ids = functions.map(({ id }) => id);
  const keys = artifacts.map(({ key }) => key);
  const mounted = functions.flatMap(({ mounts }) => mounts.map(({ artifact }) => artifact));
  const silent = functions.filter(
    ({ id, mounts }) => mounts.length === 0 && !functionProblems.get(id)?.length,
  );
  const unsorted = functions.filter(
    ({ environment }) => environment.join() !== [...environment].sort().join(),
  );
  const everything = { functions, artifacts, problems, functionProblems };
  const text = JSON.stringify(everything, (_, value) => plain(value));
  return [
    ...repeated(ids).map((id) => `two functions are ${id}`),
    ...repeated(keys).map((key) => `two artifacts are ${key}`),
    ...keys.filter((key) => !isAbsolute(key)).map((key) => `${key} is not absolute`),
    ...mounted.filter((key) => !keys.includes(key)).map((key) => `${key} is mounted and no artifact`),
    ...[...functionProblems.keys()]
      .filter((id) => !ids.includes(id))
      .map((id) => `${id} has problems and is none`),
    ...silent.map(({ id }) => `${id} has no code and does not say why`),
    ...unsorted.map(({ id }) => `the environment of ${id} is not sorted`),
    ...(PLANTED.test(text) ? ['the value of a variable got out'] : []),
  ];
}
