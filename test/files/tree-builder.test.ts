import { describe, expect, it } from 'vitest';
import {
  DEFAULT_LIMITS,
  newBudget,
  problemLog,
  treeBuilder,
  type FileTree,
  type Limits,
  type TreeBuilderOptions,
  type TreeItem,
} from '../../src/files/index.js';

interface Built {
  readonly tree: FileTree;
  readonly problems: readonly string[];
}

/** Builds a tree whose handles are the files' content. */
function build(items: readonly TreeItem<string>[], options: Partial<TreeBuilderOptions<string>> = {}): Built {
  const log = problemLog();
  const limits: Limits = options.limits ?? DEFAULT_LIMITS;
  const builder = treeBuilder<string>({
    limits,
    budget: newBudget(limits),
    log,
    readWanted: (wanted) => wanted.map(({ path, handle }) => ({ path, bytes: Buffer.from(handle) })),
    ...options,
  });
  for (const item of items) if (!builder.add(item)) break;
  const tree = builder.finish();
  const problems = log
    .list()
    .map(({ code, path, affectsCompleteness }) => `${affectsCompleteness ? '!' : ''}${code} ${path}`);
  return { tree, problems };
}

function file(name: string, content = name): TreeItem<string> {
  return { kind: 'file', name, size: content.length, executable: false, handle: content };
}

async function text(tree: FileTree, path: string): Promise<string> {
  const { bytes, problem } = await tree.read(path);
  return problem ? `!${problem.code}` : String(bytes);
}

describe('treeBuilder', () => {
  it('sorts files by code units', () => {
    const { tree } = build(['b', 'a/z', 'a-b', 'B', 'a.js', '\u{1f600}', '\uffee'].map((name) => file(name)));
    expect([...tree.files.keys()]).toEqual(['B', 'a-b', 'a.js', 'a/z', 'b', '\u{1f600}', '\uffee']);
  });

  it('takes the last of two files of one name, which is reported but certain', async () => {
    const { tree, problems } = build([file('a', 'first'), file('a', 'last')]);
    expect([await text(tree, 'a'), problems]).toEqual(['last', ['malformed a']]);
  });

  it('reads a hard link as the file it names', async () => {
    const { tree, problems } = build([file('a', 'x'), { kind: 'hard-link', name: 'b', target: './a' }]);
    expect([await text(tree, 'b'), problems]).toEqual(['x', []]);
  });

  it.each([
    ['that names nothing', 'none', '!missing b'],
    ['that leads out', '../a', '!unsafe-path ../a'],
  ])('reports a hard link %s', (_, target, problem) => {
    const { tree, problems } = build([file('a'), { kind: 'hard-link', name: 'b', target }]);
    expect([...tree.files.keys()]).toEqual(['a']);
    expect(problems).toContain(problem);
  });

  it('takes absolute links as its own only when it is a whole file system', () => {
    const items = [file('usr/lib/x'), { kind: 'link', name: 'lib', target: '/usr/lib' }] as const;
    expect(build(items).problems).toEqual(['!unsafe-path lib']);
    const whole = build(items, { absoluteRoot: true });
    expect([whole.problems, whole.tree.links.get('lib')]).toEqual([[], 'usr/lib']);
  });

  it('leaves out a link below a link', () => {
    const link = (name: string, target: string): TreeItem<string> => ({ kind: 'link', name, target });
    const { tree, problems } = build([link('a', 'b'), link('a/c', 'd')]);
    expect([[...tree.links.keys()], problems]).toEqual([['a'], ['!unsafe-path a/c']]);
  });

  it('drops what is too much, goes on with what fits, and counts what it dropped', () => {
    const limits = { ...DEFAULT_LIMITS, maxInflatedBytes: 5 };
    const { tree, problems } = build([file('a', 'aaa'), file('b', 'bbb'), file('c', 'cc')], { limits });
    expect([[...tree.files.keys()], problems]).toEqual([['a', 'c'], ['!too-large ']]);
  });

  it('accepts entries until one is too many, so that none is dropped in silence', () => {
    const limits = { ...DEFAULT_LIMITS, maxEntries: 2 };
    expect(build([file('a'), file('b')], { limits }).problems).toEqual([]);
    expect(build([file('a'), file('b'), file('c')], { limits }).problems).toEqual(['!too-large ']);
  });

  it('does not take a size that is no size', () => {
    const budget = newBudget(DEFAULT_LIMITS);
    const items = [-1, Number.NaN, Infinity].map((size) => ({ ...file('a'), size }) as TreeItem<string>);
    const { tree, problems } = build(items, { budget });
    expect([tree.files.size, problems]).toEqual([0, ['!too-large ']]);
    expect(budget.bytesLeft).toBe(DEFAULT_LIMITS.maxInflatedBytes);
  });

  it('shares a budget with other builders', () => {
    const budget = { bytesLeft: 4, entriesLeft: 10 };
    const [first, second] = [build([file('a', 'xxx')], { budget }), build([file('b', 'xxx')], { budget })];
    expect([first.problems, second.problems]).toEqual([[], ['!too-large ']]);
  });
});
