import { describe, expect, it } from 'vitest';
import { problemLines, readAll, unpackBytes } from '../support/unpack-bytes.js';
import { buildZip } from '../support/zip-builder.js';

function zipOf(contents: Readonly<Record<string, string | Uint8Array>>): Buffer {
  return buildZip(Object.entries(contents).map(([name, content]) => ({ name, content })));
}

/** An archive in an archive, so many deep below the outermost one. */
function nest(depth: number): Buffer {
  return depth === 0 ? zipOf({ 'deep.js': 'deep' }) : zipOf({ 'in.zip': nest(depth - 1) });
}

const jar = zipOf({ 'A.class': 'class', 'lib/b.jar': zipOf({ 'B.class': 'b' }) });

describe('archives inside an artifact', () => {
  it('show their files below their own path, to any kind of name', async () => {
    const unpacked = await unpackBytes(
      zipOf({ 'index.js': 'index', 'lib/a.jar': jar, 'c.WHL': zipOf({ c: 'c' }) }),
    );
    expect(unpacked.problems).toEqual([]);
    const contents = await readAll(unpacked);
    expect([...contents.keys()].sort()).toEqual([
      'c.WHL',
      'c.WHL!/c',
      'index.js',
      'lib/a.jar',
      'lib/a.jar!/A.class',
      'lib/a.jar!/lib/b.jar',
      'lib/a.jar!/lib/b.jar!/B.class',
    ]);
    expect(contents.get('lib/a.jar!/lib/b.jar!/B.class')).toBe('b');
  });

  it('keep their links inside themselves', async () => {
    const inner = buildZip([
      { name: 'a/x', content: 'x' },
      { name: 'l', content: 'a', mode: 0o120777 },
      { name: 'out', content: '../index.js', mode: 0o120777 },
    ]);
    const unpacked = await unpackBytes(zipOf({ 'index.js': '', 'i.zip': inner }));
    expect(String((await unpacked.tree.read('i.zip!/l/x')).bytes)).toBe('x');
    expect(problemLines(unpacked)).toEqual(['!unsafe-path i.zip!/out']);
  });

  it('are not opened inside installed packages, which is reported once', async () => {
    const unpacked = await unpackBytes(
      zipOf({
        'node_modules/a/x.zip': jar,
        'nodejs/node_modules/@b/b/dist/y.jar': jar,
        'node_modules/a/package.json': '{}',
        'nodejs/node_modules/@b/b/package.json': '{}',
      }),
    );
    expect([...unpacked.tree.files.keys()].filter((path) => path.includes('!'))).toEqual([]);
    expect(problemLines(unpacked)).toEqual(['unsupported node_modules/a/x.zip']);
    expect(unpacked.problems[0]?.message).toContain('(2 of them)');
  });

  it.each([
    'node_modules/x.zip',
    'node_modules/.cache/x.zip',
    'node_modules/a/x.zip',
    'nodejs/node_modules/@a/x.zip',
  ])('are opened below node_modules where no package owns them: %s', async (path) => {
    const unpacked = await unpackBytes(
      zipOf({ [path]: jar, 'node_modules/package.json': '{}', 'nodejs/package.json': '{}' }),
    );
    expect([...unpacked.tree.files.keys()]).toContain(`${path}!/A.class`);
    expect(problemLines(unpacked)).toEqual([]);
  });

  it('of unread formats are reported, except inside installed packages', async () => {
    const unpacked = await unpackBytes(
      zipOf({
        'lib/a.tar.XZ': '',
        'b.7z': '',
        'node_modules/a/c.tar.br': '',
        'node_modules/a/package.json': '{}',
        'font.br': '',
      }),
    );
    expect(problemLines(unpacked)).toEqual(['!unsupported b.7z']);
    expect(unpacked.problems[0]?.message).toContain('2 of them');
  });

  it("are opened in Yarn's cache", async () => {
    const cached = zipOf({ 'node_modules/a/package.json': '{}' });
    const { tree, problems } = await unpackBytes(zipOf({ '.yarn/cache/a-npm-1.0.0-abc.zip': cached }));
    expect(problems).toEqual([]);
    expect(tree.files.has('.yarn/cache/a-npm-1.0.0-abc.zip!/node_modules/a/package.json')).toBe(true);
  });

  it('that are broken are problems at their path', async () => {
    const unpacked = await unpackBytes(
      zipOf({
        'cut.zip': jar.subarray(0, 50),
        'empty.jar': '',
        'bad.zip': buildZip([{ name: '../x' }]),
        'a.tar.gz': 'text',
      }),
    );
    const lines = problemLines(unpacked);
    expect(lines).toContain('!malformed cut.zip');
    expect(lines).toContain('!malformed empty.jar');
    expect(lines).toContain('!unsafe-path bad.zip!/../x');
    expect(lines.some((line) => line.endsWith(' a.tar.gz') && line.startsWith('!'))).toBe(true);
  });

  it('are opened down to the limit, and no deeper', async () => {
    const atLimit = await unpackBytes(nest(4));
    expect([atLimit.problems, atLimit.tree.files.has(`${'in.zip!/'.repeat(4)}deep.js`)]).toEqual([[], true]);
    const beyond = await unpackBytes(nest(5));
    expect(problemLines(beyond)).toEqual([`!too-large ${'in.zip!/'.repeat(4)}in.zip`]);
  });

  it('share the limits of the artifact', async () => {
    const inner = zipOf({ a: 'x'.repeat(600), b: 'y'.repeat(600) });
    const limits = { maxInflatedBytes: 2 * inner.length + 1900 };
    const unpacked = await unpackBytes(zipOf({ 'one.zip': inner, 'two.zip': inner }), 'function.zip', limits);
    expect(problemLines(unpacked)).toEqual(['!too-large two.zip']);
    expect([...unpacked.tree.files.keys()].filter((path) => path.includes('!'))).toEqual([
      'one.zip!/a',
      'one.zip!/b',
      'two.zip!/a',
    ]);
  });

  it('stop a bomb of archives in archives by the sum of their contents', async () => {
    const core = buildZip([{ name: 'core', content: Buffer.alloc(90_000) }]);
    const many = (inner: Buffer, count: number) =>
      buildZip(Array.from({ length: count }, (_, index) => ({ name: `${index}.zip`, content: inner })));
    const bomb = many(many(many(core, 8), 8), 8);
    const maxInflatedBytes = 4 * 1024 * 1024;
    const { tree, problems } = await unpackBytes(bomb, 'function.zip', { maxInflatedBytes });
    expect(
      problems.some(({ code, affectsCompleteness }) => code === 'too-large' && affectsCompleteness),
    ).toBe(true);
    // Whole, it holds 46 MB.
    const held = [...tree.files.values()].reduce((sum, { size }) => sum + size, 0);
    expect(held).toBeGreaterThan(maxInflatedBytes / 2);
    expect(held).toBeLessThanOrEqual(maxInflatedBytes);
  });

  it('hide no file of the same name without saying so', async () => {
    const unpacked = await unpackBytes(zipOf({ 'a.zip': zipOf({ x: 'inner' }), 'a.zip!/x': 'outer' }));
    expect(problemLines(unpacked)).toEqual(['!unsafe-path a.zip!/x']);
  });

  it('flood no report', async () => {
    const parts = Array.from({ length: 300 }, (_, index) => [`${index}.zip`, 'no zip'] as const);
    const { problems } = await unpackBytes(zipOf(Object.fromEntries(parts)));
    expect(problems.length).toBe(21);
    expect(problems.at(-1)?.message).toContain('280');
  });
});
