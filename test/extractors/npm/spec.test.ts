import { describe, expect, it } from 'vitest';
import { isOutside, parseSpec } from '../../../src/extractors/npm/spec.js';

describe('parseSpec', () => {
  it.each([
    ['^1.2.3', { kind: 'range', range: '^1.2.3' }],
    ['', { kind: 'range', range: '' }],
    ['1.x || >=2 <3', { kind: 'range', range: '1.x || >=2 <3' }],
    ['latest', { kind: 'tag' }],
    ['npm:b@^2', { kind: 'alias', name: 'b', range: '^2' }],
    ['npm:@s/b@2.0.0', { kind: 'alias', name: '@s/b', range: '2.0.0' }],
    ['npm:@s/b', { kind: 'alias', name: '@s/b', range: '*' }],
    ['npm:^2', { kind: 'alias', name: null, range: '^2' }],
    ['file:../b', { kind: 'elsewhere' }],
    ['git+ssh://git@git.example.invalid/b.git', { kind: 'elsewhere' }],
    ['owner/repository', { kind: 'elsewhere' }],
    ['workspace:^', { kind: 'elsewhere' }],
    ['>'.repeat(100_000), { kind: 'tag' }],
  ])('reads %s', (spec, expected) => {
    expect(parseSpec(spec)).toEqual(expected);
  });
});

describe('isOutside', () => {
  it.each([
    ['^1.0.0', '1.9.9', false],
    ['^1.0.0', '2.0.0', true],
    ['^1.0.0', '1.1.0-rc.1', true],
    ['*', '1.1.0-rc.1', false],
    ['=v1.0.0', '1.0.0', false],
    ['latest', '0.0.1', false],
    ['file:../b', '0.0.1', false],
    ['npm:b@^1', '1.5.0', false],
    ['npm:c@^1', '1.5.0', true],
  ])('%s against %s: %s', (spec, version, expected) => {
    expect(isOutside(parseSpec(spec), { name: 'b', version })).toBe(expected);
  });

  it('does not judge an unknown version', () => {
    expect(isOutside(parseSpec('^1'), { name: 'b', version: null })).toBe(false);
  });
});
