import { expect, test } from 'vitest';
import { collectPythonRanges } from '../../../src/program/checked/collect-python-ranges.js';
import { parsePython } from '../../../src/syntax/index.js';

/** How code has checked a path where it uses it, after the lines before the check: `use(path)`. */
async function kindsOf(before: readonly string[], check: string): Promise<string[]> {
  const code = [...before, `if ${check}:`, '    use(path)'].join('\n');
  const script = await parsePython(code);
  if (typeof script === 'string') throw new Error(script);
  return collectPythonRanges(script)
    .ranges.at('path', code.indexOf('use('))
    .map(({ kind }) => kind);
}

const RESOLVED = 'path = os.path.realpath(os.path.join(base, name))';

test.each<readonly [what: string, before: readonly string[], check: string]>([
  ['a folder with a separator', [RESOLVED], 'path.startswith("/data/")'],
  [
    'a folder and the separator',
    ['base = os.path.realpath("x")', RESOLVED],
    'path.startswith(base + os.sep)',
  ],
  ['a folder by a name', ['base = "/data/"', RESOLVED], 'path.startswith(base)'],
  ['a folder of which nothing is known', [RESOLVED], 'path.startswith(base)'],
  ['a path of which nothing is known', [], 'path.startswith("/data/")'],
  ['a text that data begins', ['path = f"{base}/a"'], 'path.startswith("/data/")'],
  ['what the path resolves to', ['path = os.path.join(base, name)'], 'abspath(path).startswith("/data/")'],
  ['what the path object resolves to', ['path = base / name'], 'path.resolve().is_relative_to(base)'],
  ['what is common', [RESOLVED], 'os.path.commonpath([path, self.base]) == self.base'],
  ['what is common, the folder first', [RESOLVED], 'os.path.commonpath((base, path)) == base'],
  ['a resolved path object', ['path = (base / name).resolve()'], 'path.is_relative_to(base)'],
  ['a joined folder with a separator', ['base = os.path.join(a, "b/")', RESOLVED], 'path.startswith(base)'],
])('below a folder: %s', async (_what, before, check) => {
  const isResolvedHere = /^(?:abspath|path\.resolve)\(/.test(check);
  expect(await kindsOf(before, check)).toEqual([isResolvedHere ? 'folder' : 'prefix']);
});

test.each<readonly [what: string, before: readonly string[], check: string]>([
  ['a folder without a separator', [RESOLVED], 'path.startswith("/data")'],
  ['everything', [RESOLVED], 'path.startswith("/")'],
  ['a folder by a name', ['base = "/data"', RESOLVED], 'path.startswith(base)'],
  ['a resolved folder', ['base = os.path.abspath("x")', RESOLVED], 'path.startswith(base)'],
  ['an attribute', ['self.root = os.path.realpath(root)', RESOLVED], 'path.startswith(self.root)'],
  ['a joined folder', ['base = os.path.join(a, "b")', RESOLVED], 'path.startswith(base)'],
  ['a path that is not resolved', ['path = os.path.join(base, name)'], 'path.startswith(base + os.sep)'],
  ['a path object that is not resolved', ['path = base / name'], 'path.is_relative_to(base)'],
  ['a text with the folder of the code', ['path = "/data/" + name'], 'path.startswith("/data/")'],
  ['a formatted text with the folder of the code', ['path = f"/data/{name}"'], 'path.startswith("/data/")'],
  ['no folder', [RESOLVED], 'path.startswith()'],
  ['a folder of a tenant', ['base = os.path.join("/data", tenant)', RESOLVED], 'path.startswith(base)'],
  [
    'a folder of a tenant of an object',
    ['self.base = root.joinpath(tenant)', RESOLVED],
    'path.startswith(self.base)',
  ],
  ['what is common to other paths', [RESOLVED], 'os.path.commonpath([path, base]) == other'],
  ['common characters', [RESOLVED], 'os.path.commonprefix([path, base]) == base'],
  [
    'what is common, of a path that is not resolved',
    ['path = os.path.join(base, name)'],
    'os.path.commonpath([path, base]) == base',
  ],
  ['what is not common', [RESOLVED], 'os.path.commonpath([path, base]) != base'],
])('perhaps not below a folder: %s', async (_what, before, check) => {
  expect(await kindsOf(before, check)).toEqual([]);
});
