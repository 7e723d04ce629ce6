import { isAbsolute } from 'node:path';
import { expect } from 'vitest';
import type { Acquisition } from '../../src/sources/index.js';

/** The value of every variable, default and secret in the fixtures. */
export const PLANTED = /planted/;

function plain(value: unknown): unknown {
  return value instanceof Map ? [...value] : value;
}

/** What holds for every acquisition, whatever the target was. */
export function checkAcquisition({ functions, artifacts, problems, functionProblems }: Acquisition): void {
  const ids = functions.map(({ id }) => id);
  expect(new Set(ids).size, 'function ids are unique').toBe(ids.length);
  const keys = artifacts.map(({ key }) => key);
  expect(new Set(keys).size, 'artifact keys are unique').toBe(keys.length);
  expect(
    keys.filter((key) => !isAbsolute(key)),
    'artifact keys are absolute',
  ).toEqual([]);
  const mounted = functions.flatMap(({ mounts }) => mounts.map(({ artifact }) => artifact));
  expect(
    mounted.filter((key) => !keys.includes(key)),
    'every mount is an artifact',
  ).toEqual([]);
  const owners = [...functionProblems.keys()];
  expect(
    owners.filter((id) => !ids.includes(id)),
    'function problems belong to functions',
  ).toEqual([]);
  const unmounted = functions.filter(
    ({ id, mounts }) => mounts.length === 0 && !functionProblems.get(id)?.length,
  );
  expect(unmounted, 'a function without code says why').toEqual([]);
  for (const { environment } of functions) expect(environment).toEqual([...environment].sort());
  const text = JSON.stringify({ functions, artifacts, problems, functionProblems }, (_, value) =>
    plain(value),
  );
  expect(text, 'no value of a variable').not.toMatch(PLANTED);
}
