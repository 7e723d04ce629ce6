import { describe, expect, it } from 'vitest';
import type { FileTree } from '../../src/files/index.js';
import { parseAndKeep, takeTree } from '../../src/syntax/index.js';
import { memoryTree } from '../support/memory-tree.js';

function artifact(): FileTree {
  return memoryTree({});
}

describe('trees of an artifact', () => {
  it('are made once for all callers', () => {
    const tree = artifact();
    const program = parseAndKeep(tree, 'a = 1;');
    expect(program).toMatchObject({ type: 'Program', body: [{ type: 'ExpressionStatement' }] });
    expect(parseAndKeep(tree, 'a = 1;')).toBe(program);
    expect(takeTree(tree, 'a = 1;')).toBe(program);
  });

  it('are forgotten when they were taken', () => {
    const tree = artifact();
    const program = parseAndKeep(tree, 'a = 1;');
    takeTree(tree, 'a = 1;');
    const again = takeTree(tree, 'a = 1;');
    expect(again).toEqual(program);
    expect(again).not.toBe(program);
  });

  it('are of one artifact', () => {
    expect(parseAndKeep(artifact(), 'a = 1;')).not.toBe(parseAndKeep(artifact(), 'a = 1;'));
  });

  it('are missing for files that cannot be parsed', () => {
    const tree = artifact();
    expect([
      parseAndKeep(tree, 'def f():'),
      parseAndKeep(tree, 'def f():'),
      takeTree(tree, 'def f():'),
    ]).toEqual(['malformed', 'malformed', 'malformed']);
  });

  it.each([
    ['two that fit', 3, true],
    ['two that are too long together', 5, false],
    ['one that is too long', 9, false],
  ])('of %s are kept as memory allows', (_, megabytes, isKept) => {
    const tree = artifact();
    const first = `a = "${'x'.repeat(megabytes * 1024 * 1024)}";`;
    const program = parseAndKeep(tree, first);
    parseAndKeep(tree, `b${first}`);
    expect(takeTree(tree, first) === program).toBe(isKept);
  });
});
