import { describe, expect, it } from 'vitest';
import { handleTree, type FileRead, type FileTree, type ReadWanted } from '../../src/files/index.js';

const CONTENTS = new Map([
  ['lib/a', 'aa'],
  ['lib/b', 'b'],
]);
const LINKS = new Map([
  ['l', 'lib'],
  ['loop', 'loop'],
]);

const readAsIs: ReadWanted<string> = (wanted) =>
  wanted.map(({ path, handle }) => ({ path, bytes: Buffer.from(handle) }));

function treeOf(readWanted: ReadWanted<string> = readAsIs, maxFileBytes?: number): FileTree {
  const files = [...CONTENTS].map(
    ([path, { length }]) => [path, { path, size: length, executable: false }] as const,
  );
  const limit = maxFileBytes === undefined ? {} : { maxFileBytes };
  return handleTree({
    files: new Map(files),
    links: LINKS,
    handleOf: (path) => CONTENTS.get(path),
    readWanted,
    ...limit,
  });
}

function outcome({ bytes, problem }: FileRead): string {
  return problem ? `!${problem.code}` : String(bytes);
}

async function readMany(tree: FileTree, paths: readonly string[]): Promise<Record<string, string>> {
  const outcomes: [string, string][] = [];
  for await (const read of tree.readMany(paths)) outcomes.push([read.path, outcome(read)]);
  return Object.fromEntries(outcomes);
}

describe('handleTree', () => {
  it('answers under the requested path, through links or not', async () => {
    expect(await readMany(treeOf(), ['l/a', 'lib/a', 'l', 'l/c', 'loop'])).toEqual({
      'l/a': 'aa',
      'lib/a': 'aa',
      l: '!missing',
      'l/c': '!missing',
      loop: '!missing',
    });
  });

  it('calls its reader once for all files, and once for each', async () => {
    const asked: string[][] = [];
    const tree = treeOf((wanted) => {
      asked.push(wanted.map(({ path }) => path));
      return readAsIs(wanted);
    });
    await readMany(tree, ['lib/b', 'l/a', 'lib/a', 'lib/a']);
    expect(asked).toEqual([['lib/b', 'lib/a']]);
  });

  it('does not read a file over the limit', async () => {
    expect(await readMany(treeOf(readAsIs, 1), ['lib/a', 'lib/b'])).toEqual({
      'lib/a': '!too-large',
      'lib/b': 'b',
    });
  });

  it('turns an exception of its reader into a problem of the unanswered files', async () => {
    const tree = treeOf(function* (wanted) {
      yield* readAsIs(wanted.slice(0, 1)) as Iterable<FileRead>;
      throw new Error('disk on fire');
    });
    expect(await readMany(tree, ['lib/a', 'lib/b'])).toEqual({ 'lib/a': 'aa', 'lib/b': '!malformed' });
    expect(
      (
        await treeOf(() => {
          throw new Error('disk on fire');
        }).read('lib/a')
      ).problem?.message,
    ).toContain('disk on fire');
  });

  it('reports files that its reader forgets', async () => {
    expect(
      await readMany(
        treeOf(() => []),
        ['lib/a', 'l/a'],
      ),
    ).toEqual({ 'lib/a': '!malformed', 'l/a': '!malformed' });
  });
});
