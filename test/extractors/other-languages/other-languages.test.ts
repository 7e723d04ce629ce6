import { describe, expect, it } from 'vitest';
import { otherLanguages } from '../../../src/extractors/other-languages/index.js';
import { memoryTree } from '../../support/memory-tree.js';

async function messagesOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<string[]> {
  const { problems } = await otherLanguages.extract(memoryTree(files));
  expect(
    problems.every(({ code, affectsCompleteness }) => code === 'unsupported' && affectsCompleteness),
  ).toBe(true);
  return problems.map(({ message }) => message.slice(0, message.indexOf(':')));
}

describe('otherLanguages', () => {
  it.each([['Go', { 'go.mod': '', 'go.sum': '' }, 'Holds Go code (2 files, 0 bytes)']])(
    'reports that %s is not read',
    async (_what, files, message) => {
      expect(await messagesOf(files)).toEqual([message]);
    },
  );

  it.each([
    [
      'build helpers and add-ons in npm packages',
      { 'node_modules/a/gyp/x.py': '', 'x/node_modules/b/c.jar': '', 'node_modules/c/d.node': '' },
    ],
    ['JavaScript', { 'index.js': '' }],
  ])('reports nothing for %s', async (_what, files) => {
    expect(await messagesOf(files)).toEqual([]);
  });

  it('recognises trees with such files only', () => {
    const trees = [{ 'go.mod': '' }, { 'x/go.sum': '' }, { 'index.js': '' }, { 'node_modules/a/x.rb': '' }];
    expect(trees.map((files) => otherLanguages.recognises(memoryTree(files)))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
