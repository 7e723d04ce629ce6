import { expect, it } from 'vitest';
import {
  handlerPlaces,
  isNodePlaceInImage,
  isNodePlace,
} from '../../../src/ecosystems/npm/handler-places.js';

it.each([
  ['index.handler', ['/var/task/index', '/var/task/index.handler']],
  ['src/app.main.handler', ['/var/task/src/app', '/var/task/src/app.main.handler']],
  ['/opt/nodejs/x.handler', ['/opt/nodejs/x', '/opt/nodejs/x.handler']],
  ['dist/main.js#name', ['/var/task/dist/main', '/var/task/dist/main.js']],
])('%s', (handler, places) => {
  expect(handlerPlaces(handler, '/var/task')).toEqual(places);
});

it('finds a file with an ending, an index, and at any depth of an image', () => {
  const files = new Set(['a.mjs', 'b/index.js', 'srv/app/c.js']);
  expect(['a', 'b', 'c'].map((place) => isNodePlace(files, place))).toEqual([true, true, false]);
  expect(isNodePlaceInImage(files, 'c')).toBe(true);
});
