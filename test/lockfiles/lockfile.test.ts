import { expect, test } from 'vitest';
import {
  lockfileOfMember,
  requiredKeys,
  shippedKeys,
  type LockedEdge,
  type LockedPackage,
  type Lockfile,
} from '../../src/lockfiles/lockfile.js';

function locked(key: string, ...edges: LockedEdge[]): [string, LockedPackage] {
  const nothing = { alias: null, version: '1.0.0', location: null, origin: 'unknown', licenses: [] } as const;
  return [key, { key, name: key, ...nothing, edges }];
}

const lockfile: Lockfile = {
  path: 'package-lock.json',
  packages: new Map([
    locked('a', { key: 'b', type: 'prod' }, { key: 'c', type: 'optional' }),
    locked('b', { key: 'a', type: 'prod' }, { key: 'absent', type: 'prod' }),
    locked('c', { key: 'd', type: 'prod' }),
    locked('d'),
    locked('e', { key: 'f', type: 'prod' }),
    locked('f'),
  ]),
  rootEdges: [
    { key: 'a', type: 'prod' },
    { key: 'e', type: 'dev' },
  ],
  problems: [],
};

test('everything but development dependencies is shipped, whichever way it is reached', () => {
  expect([...shippedKeys(lockfile)]).toEqual(['a', 'b', 'c', 'd']);
});

test('all may be shipped when the dependencies of the root are unknown', () => {
  expect(shippedKeys({ ...lockfile, rootEdges: null }).size).toBe(6);
});

test('a required package is neither optional nor bundled in the tarball of a dependent', () => {
  expect([...requiredKeys(lockfile, () => false)]).toEqual(['a', 'b']);
  expect([...requiredKeys(lockfile, (dependent) => dependent.key === 'a')]).toEqual(['a']);
});

test('a member of a workspace has its own requirements, and those of the members that it depends on', () => {
  const workspace: Lockfile = {
    ...lockfile,
    rootEdges: [
      { key: 'd', type: 'prod' },
      { key: 'a', type: 'prod', member: 'pay' },
      { key: 'shared', type: 'prod', member: 'pay' },
      { key: 'e', type: 'dev', member: 'shared' },
      { key: 'f', type: 'prod', member: 'shared' },
      { key: 'pay', type: 'prod', member: 'shared' },
      { key: 'e', type: 'prod', member: 'other' },
    ],
  };
  const shipped = (folder: string): string[] => [...shippedKeys(lockfileOfMember(workspace, folder))].sort();
  expect(shipped('')).toEqual(['d']);
  expect(shipped('pay')).toEqual(['a', 'b', 'c', 'd', 'f']);
  expect(lockfileOfMember({ ...workspace, rootEdges: null }, 'pay').rootEdges).toBeNull();
});
