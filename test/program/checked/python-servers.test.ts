import { expect, test } from 'vitest';
import { collectPythonRanges } from '../../../src/program/checked/collect-python-ranges.js';
import { pythonNamesServer } from '../../../src/program/checked/python-servers.js';
import { parsePython } from '../../../src/syntax/index.js';

/** How code has checked a name where it uses it: `use(name)`. */
async function kindsAt(code: string, name: string): Promise<string[]> {
  const script = await parsePython(code);
  if (typeof script === 'string') throw new Error(script);
  return collectPythonRanges(script)
    .ranges.at(name, code.indexOf('use('))
    .map(({ kind }) => kind);
}

test('names of servers', () => {
  expect(
    ['urlparse(u).hostname', 'host', 'parts.netloc', 'name', 'u.path', 'ghost'].map(pythonNamesServer),
  ).toEqual([true, true, true, false, false, false]);
});

test.each([
  ['if urlparse(url).hostname.endswith(".a.example"):\n    use(url)', 'url', 'host'],
  ['if urlparse(url).hostname.endswith((".a.example", ".b.example")):\n    use(url)', 'url', 'host'],
  [
    'host = urlparse(url).hostname\nif host == "a.example" or host.endswith(".a.example"):\n    use(url)',
    'url',
    'host',
  ],
  [
    'host = urlparse(url).hostname or ""\nif not host.endswith(".a.example"):\n    raise E\nuse(url)',
    'url',
    'host',
  ],
  [
    'parts = urlparse(url)\nif any(parts.hostname.endswith("." + h) for h in HOSTS):\n    use(url)',
    'url',
    'host',
  ],
  [
    'host = urlsplit(url).hostname\nif any(host == h or host.endswith(f".{h}") for h in HOSTS):\n    use(url)',
    'url',
    'host',
  ],
  ['if any(name == h for h in NAMES):\n    use(name)', 'name', 'value'],
])('%s checks %s', async (code, name, kind) => {
  expect(await kindsAt(code, name)).toContain(kind);
});

test.each([
  ['if urlparse(url).hostname.endswith("a.example"):\n    use(url)', 'url'],
  ['if urlparse(url).hostname.endswith((".a.example", "b.example")):\n    use(url)', 'url'],
  ['if url.endswith(".a.example"):\n    use(url)', 'url'],
  ['host = urlparse(url).hostname\nif any(host.endswith(h) for h in HOSTS):\n    use(url)', 'url'],
  ['if any(h.endswith(".a") for h in HOSTS):\n    use(h)', 'h'],
])('%s does not check %s', async (code, name) => {
  expect(await kindsAt(code, name)).toEqual([]);
});
