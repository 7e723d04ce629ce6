import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readLockfile } from '../../../src/lockfiles/index.js';
import { describeBrokenLockfiles } from '../broken-lockfiles.js';

// Written from Gradle's document of the format, not by Gradle.
const whole = readFileSync(new URL('../../../fixtures/lockfiles/gradle/v7/gradle.lockfile', import.meta.url));

function read(text: string | Uint8Array) {
  return readLockfile({ path: 'gradle.lockfile', bytes: Buffer.from(text) }, null);
}

it('reads what a program runs with, and nothing of compilers and tests', () => {
  const { packages, rootEdges, problems } = read(whole);
  expect([...packages.keys()]).toEqual(['org.example:a@1.0.0', 'org.example:b@2.0.0']);
  expect([rootEdges, problems]).toEqual([null, []]);
});

it.each([
  ['all modules where no configuration has a usual name', 'a:b:1=mine\n', ['a:b@1']],
  ['an empty one', 'empty=runtimeClasspath\n', []],
  ['lines of Windows', '# x\r\na:b:1=runtimeClasspath\r\nempty=\r\n', ['a:b@1']],
])('reads %s', (_, text, keys) => {
  const { packages, problems } = read(text);
  expect([[...packages.keys()], problems]).toEqual([keys, []]);
});

describeBrokenLockfiles({
  path: 'gradle.lockfile',
  whole,
  broken: [
    '',
    '# nothing',
    'a:b=c',
    'a:b:1',
    ':b:1=c',
    'a:b:1:2=c',
    'a:b:1=c\n<<<<<<< HEAD',
    ':'.repeat(100_000),
  ],
});
