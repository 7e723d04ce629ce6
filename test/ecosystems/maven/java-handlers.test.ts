import { expect, it } from 'vitest';
import { JAVA_HANDLERS } from '../../../src/ecosystems/maven/java-handlers.js';

it.each([
  ['com.acme.Handler::handleRequest', '/var/task/com/acme/Handler'],
  ['com.acme.Handler', '/var/task/com/acme/Handler'],
  ['com.acme.Outer$Inner::x', '/var/task/com/acme/Outer$Inner'],
])('%s is in %s', (handler, place) => {
  expect(JAVA_HANDLERS.placesOf(handler, '/var/task')[0]).toBe(place);
});

it.each([
  ['com/acme/Handler.class', true],
  ['app.jar!/BOOT-INF/classes/com/acme/Handler.class', true],
  ['com/acme/OtherHandler.class', false],
  ['xcom/acme/Handler.class', false],
])('%s is it: %s', (file, expected) => {
  expect(JAVA_HANDLERS.isPlaceOf(new Set([file]), 'com/acme/Handler')).toBe(expected);
});

it('knows its runtimes', () => {
  expect(['java21', 'java8.al2', 'nodejs20.x'].map((name) => JAVA_HANDLERS.isRuntime(name))).toEqual([
    true,
    true,
    false,
  ]);
});
