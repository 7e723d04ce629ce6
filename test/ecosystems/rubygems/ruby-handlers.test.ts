import { expect, it } from 'vitest';
import { RUBY_HANDLERS } from '../../../src/ecosystems/rubygems/ruby-handlers.js';

it.each([
  ['lambda_function.lambda_handler', '/var/task/lambda_function'],
  ['source.LambdaFunctions::Handler.process', '/var/task/source'],
  ['lib/app.handler', '/var/task/lib/app'],
])('%s names the file %s', (handler, place) => {
  expect(RUBY_HANDLERS.placesOf(handler, '/var/task')).toContain(place);
});

it('finds the file of a place', () => {
  expect(RUBY_HANDLERS.isPlaceOf(new Set(['app.rb']), 'app')).toBe(true);
  expect(RUBY_HANDLERS.isPlaceOf(new Set(['app.py']), 'app')).toBe(false);
  expect(RUBY_HANDLERS.isPlaceInImage(new Set(['srv/app.rb']), 'app')).toBe(true);
});
