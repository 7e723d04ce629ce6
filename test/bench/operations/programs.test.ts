import { existsSync } from 'node:fs';
import { expect, it, test } from 'vitest';
import { PROJECT } from '../../support/project-files.js';
import { operationsModule } from './operations-module.js';

interface Operation {
  service: string;
  operation: string;
}

interface Program {
  name: string;
  entry: string;
  style: string;
  sdk: number;
  operations: Operation[];
  tolerated?: Operation[];
  dead: Operation[];
}

interface Build {
  id: string;
  program: string;
  bundler: string;
}

const { PROGRAMS } = await operationsModule<{ PROGRAMS: Program[] }>('programs.mjs');
const { BUILDS, SAMPLE } = await operationsModule<{ BUILDS: Build[]; SAMPLE: Build[] }>('plan.mjs');
const { NEEDED_ACTIONS } = await operationsModule<{ NEEDED_ACTIONS: Record<string, unknown[]> }>(
  'needed-actions.mjs',
);
const nameOf = ({ service, operation }: Operation): string => `${service}:${operation}`;

test.each(PROGRAMS)('$name says what it can perform', ({ name, entry, operations, tolerated = [], dead }) => {
  expect(existsSync(`${PROJECT}bench/operations/programs/${name}/${entry}`)).toBe(true);
  const live = operations.map(nameOf);
  expect(new Set(live).size).toBe(live.length);
  expect(dead.map(nameOf).filter((operation) => live.includes(operation))).toEqual([]);
  const all = [...operations, ...tolerated, ...dead].map(nameOf);
  expect(all.filter((operation) => !(operation in NEEDED_ACTIONS))).toEqual([]);
});

it('has 70 operations of 14 services and more, two thirds in ordinary style', () => {
  const live = PROGRAMS.flatMap(({ operations }) => operations);
  expect(new Set(live.map(nameOf)).size).toBeGreaterThanOrEqual(70);
  expect(new Set(live.map(({ service }) => service)).size).toBeGreaterThanOrEqual(14);
  const ordinary = PROGRAMS.filter(({ style }) => style === 'ordinary');
  expect(ordinary.length / PROGRAMS.length).toBeGreaterThan(0.6);
});

it('plans each program with several bundlers, and no bundle twice', () => {
  expect(new Set(BUILDS.map(({ id }) => id)).size).toBe(BUILDS.length);
  for (const { name } of PROGRAMS) {
    const bundlers = BUILDS.filter(({ program }) => program === name).map(({ bundler }) => bundler);
    expect(new Set(bundlers).size).toBeGreaterThanOrEqual(2);
  }
  expect(BUILDS).toEqual(expect.arrayContaining(SAMPLE));
});
