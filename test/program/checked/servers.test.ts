import { parse, type AnyNode } from 'acorn';
import { expect, test } from 'vitest';
import { CheckedRanges } from '../../../src/program/checked/checked-ranges.js';
import { collectRanges } from '../../../src/program/checked/collect-ranges.js';
import { addressOfServer, isDomainEnd, namesServer } from '../../../src/program/checked/servers.js';

/** How code has checked a name where it uses it: `use(name)`. */
function kindsAt(code: string, name: string): string[] {
  const tree = parse(code, { ecmaVersion: 'latest' }) as AnyNode;
  return new CheckedRanges(collectRanges(tree)).at(name, code.indexOf('use(')).map(({ kind }) => kind);
}

test.each([
  ['.example.com', true],
  ['.a.b.example.com', true],
  ['example.com', false],
  ['.', false],
  ['', false],
  ['.example.com/', false],
  ['..', false],
])('the end %s belongs to a domain: %s', (end, is) => {
  expect(isDomainEnd(end)).toBe(is);
});

test('names of servers', () => {
  expect(['hostname', 'url.host', 'a.b.origin', 'name', 'url.href', 'ghost'].map(namesServer)).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
  expect(addressOfServer('a.url.hostname')).toBe('a.url');
  expect(addressOfServer('hostname')).toBeNull();
});

test.each([
  ["if (url.hostname.endsWith('.a.example')) use(url)", 'url', 'host'],
  ["if (!url.hostname.endsWith('.a.example')) throw 1; use(url)", 'url', 'host'],
  ["if (new URL(url).hostname.endsWith('.a.example')) use(url)", 'url', 'host'],
  ["if (new URL(url).hostname === 'a.example') use(url)", 'url', 'host'],
  ["const { hostname } = new URL(url); if (hostname === 'a.example') use(url)", 'url', 'host'],
  ["const { hostname, href } = new URL(url); if (hostname === 'a.example') use(href)", 'href', 'host'],
  ["const u = new URL(url); if (u.host.endsWith('.a.example')) use(url)", 'url', 'host'],
  ["if (url.host === 'a' || url.host.endsWith('.a')) use(url)", 'url', 'host'],
  ["if (LIST.some((x) => url.host === x || url.host.endsWith('.' + x))) use(url)", 'url', 'host'],
  ['if (LIST.some((x) => url.host.endsWith(`.${x}`))) use(url)', 'url', 'host'],
  ['if (LIST.some((x) => x === name)) use(name)', 'name', 'value'],
])('%s checks %s', (code, name, kind) => {
  expect(kindsAt(code, name)).toContain(kind);
});

test.each([
  ["if (url.hostname.endsWith('a.example')) use(url)", 'url'],
  ["if (url.endsWith('.a.example')) use(url)", 'url'],
  ["if (url.hostname.includes('.a.example')) use(url)", 'url'],
  ["if (new URL(other).hostname === 'a.example') use(url)", 'url'],
  ["if (url.host === 'a' || url.path.endsWith('.a')) use(url)", 'url'],
  ['if (LIST.some((x) => x !== name)) use(name)', 'name'],
  ['if (LIST.some((x) => x.length > 3)) use(x)', 'x'],
  ["const { hostname } = new URL(url); if (hostname !== 'a.example') use(url)", 'url'],
  ["{ const u = new URL(url); if (u.host === 'a') log(u); } use(url)", 'url'],
])('%s does not check %s', (code, name) => {
  expect(kindsAt(code, name)).toEqual([]);
});
