import { expect, it } from 'vitest';
import { knownGroupOf } from '../../../src/extractors/maven/known-groups.js';

it.each([
  ['spring-core', 'org/springframework', 'org.springframework'],
  ['spring-boot-actuator', 'org/springframework/boot', 'org.springframework.boot'],
  ['spring-core', 'com/acme', null],
  ['spring-acme', 'org/springframework', null],
  ['__proto__', 'x', null],
])('%s with %s', (artifact, folder, expected) => {
  expect(knownGroupOf(artifact, (wanted) => wanted === folder)).toBe(expected);
});
