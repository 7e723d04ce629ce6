import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { FORKS } from '../../../src/recognition/index/forks.js';

type Releases = Readonly<Record<string, readonly string[]>>;

function read(file: string): Releases {
  return JSON.parse(readFileSync(`scripts/fingerprints/${file}`, 'utf8')) as Releases;
}

const lists = [read('packages.json'), read('wide.json')];
const withCode = new Set(
  lists.flatMap((list) => Object.keys(list).filter((name) => (list[name]?.length ?? 0) > 0)),
);

it.each(FORKS.filter(([name]) => withCode.has(name)))('has %s only with the code of %s', (_name, earlier) => {
  const scope = `${earlier}/`;
  expect([...withCode].some((name) => name === earlier || name.startsWith(scope))).toBe(true);
});

it('has no package in both tiers', () => {
  const [versions = {}, names = {}] = lists;
  expect(Object.keys(names).filter((name) => (versions[name]?.length ?? 0) > 0)).toEqual([]);
});
