import { expect, test } from 'vitest';
import { rulesBroken } from '../../../src/analysis/dataflow/test-flows.js';
import { SHIPPED_FLOWS } from '../../support/shipped-flows.js';

const START = `const fs = require('fs'); const ID = /^[0-9a-f]{8}$/;
  const read = (id) => fs.readFileSync('/tmp/' + id + '.jpg');\n`;

async function isRead(code: string): Promise<boolean> {
  return (await rulesBroken({ 'index.js': START + code }, SHIPPED_FLOWS)).includes('flows/path');
}

const CHECKS = [
  [
    'a function that throws',
    'const check = (b) => { if (!ID.test(b.id)) throw new Error(); };',
    'check(order);',
  ],
  ['a function that says whether it is good', 'const ok = (b) => ID.test(b.id);', 'if (!ok(order)) return;'],
  [
    'a parameter that is taken apart',
    'const check = ({ id }) => { if (!ID.test(id)) throw new Error(); };',
    'check(order);',
  ],
  [
    'a variable of the property',
    'const check = (b) => { const { id } = b; if (!ID.test(id)) throw new Error(); };',
    'check(order);',
  ],
  [
    'a property of an object of arguments',
    'const check = ({ body }) => { if (!ID.test(body)) throw new Error(); };',
    'check({ body: order.id });',
  ],
  ['a condition of the same function', '', 'if (!ID.test(order.id)) return;'],
] as const;

test.each(CHECKS)('a property is checked by %s', async (_what, helper, check) => {
  const handler = (use: string): string =>
    `${helper} exports.handler = async (event) => { const order = JSON.parse(event.body); ${check} ${use} };`;
  expect(await isRead(handler('return read(order.id);'))).toBe(false);
  expect(await isRead(handler('return read(order.name);'))).toBe(true);
});

test.each(CHECKS.slice(0, 4))(
  'a property that is taken out later is checked by %s',
  async (_what, helper, check) => {
    const handler = (use: string): string =>
      `${helper} exports.handler = async (event) => { const order = JSON.parse(event.body); ${check} ${use} };`;
    expect(await isRead(handler('const { id } = order; return read(id);'))).toBe(false);
    expect(await isRead(handler('const { name } = order; return read(name);'))).toBe(true);
  },
);

test.each([
  ['an object', 'return order;', 'read(get(event).NAME)'],
  ['a list of one', 'return [order];', 'event.Records.flatMap(get).forEach((each) => read(each.NAME))'],
  [
    'an element of a mapped list',
    'return order;',
    'event.Records.map(get).forEach((each) => read(each.NAME))',
  ],
])('a checked property is known in what a function returns: %s', async (_what, end, use) => {
  const handler = (name: string): string => `
    const get = (each) => { const order = JSON.parse(each.body); if (!ID.test(order.id)) throw new Error(); ${end} };
    exports.handler = async (event) => { ${use.replace('NAME', name)}; };`;
  expect(await isRead(handler('id'))).toBe(false);
  expect(await isRead(handler('name'))).toBe(true);
});

test('an object that code puts together keeps what is known of its fields', async () => {
  const handler = (name: string): string => `
    const pick = (each) => { if (!ID.test(each.id)) throw new Error(); return { id: each.id, name: each.name }; };
    exports.handler = async (event) => event.items.map(pick).map((each) => read(each.${name}));`;
  expect(await isRead(handler('id'))).toBe(false);
  expect(await isRead(handler('name'))).toBe(true);
});

test('a property inside of a property', async () => {
  const handler = (name: string): string => `
    const check = (b) => { if (!ID.test(b.item.id)) throw new Error(); };
    exports.handler = async (event) => { const b = JSON.parse(event.body); check(b); const { item } = b; return read(${name}); };`;
  expect(await isRead(handler('item.id'))).toBe(false);
  expect(await isRead(handler('item.name'))).toBe(true);
  expect(await isRead(handler('b.id'))).toBe(true);
});

test('a function that checks only on one of its ways proves nothing', async () => {
  const code = `const check = (b) => { if (b.old) return; if (!ID.test(b.id)) throw new Error(); };
    exports.handler = async (event) => { const b = JSON.parse(event.body); check(b); return read(b.id); };`;
  expect(await isRead(code)).toBe(true);
});

test('data that a loop checks again and again comes to an end', async () => {
  const code = `exports.handler = async (event) => {
    let b = JSON.parse(event.body);
    while (b.next) { if (!ID.test(b.id)) return; if (!ID.test(b.next.id)) return; b = b.next; }
    return read(b.name); };`;
  expect(await isRead(code)).toBe(true);
});

test.each([
  ["'https://a.example.invalid'", true],
  ["'https://a.example.invalid/'", false],
])('a function that looks at the beginning of an address: %s', async (begin, isReported) => {
  const code = `const BEGIN = ${begin}; const ok = (url) => url.startsWith(BEGIN);
    exports.handler = async (event) => { if (!ok(event.url)) throw new Error(); return fetch(event.url); };`;
  const broken = await rulesBroken({ 'index.js': code }, SHIPPED_FLOWS);
  expect(broken.includes('flows/request')).toBe(isReported);
});

test.each([
  ['path.join(BASE, tenant)', true],
  ['path.resolve(BASE, tenant)', true],
  ['path.join(BASE, tenant) + path.sep', false],
])('a folder that others begin with as well: %s', async (folder, isReported) => {
  const code = `const path = require('path'); const BASE = '/data'; const tenant = process.env.TENANT; const ROOT = ${folder};
    exports.handler = async (event) => { const file = path.resolve(ROOT, event.name);
      if (!file.startsWith(ROOT)) throw new Error(); return fs.readFileSync(file); };`;
  expect(await isRead(code)).toBe(isReported);
});

test.each([
  ["'/data/' + event.name", "'/data/'", true],
  ['`/data/${event.name}`', "'/data/'", true],
  ['`${ROOT}${event.name}`', 'ROOT', true],
  ['ROOT + event.name', 'ROOT', true],
  ['path.resolve(ROOT, event.name)', 'ROOT', false],
  ["path.normalize('/data/' + event.name)", "'/data/'", false],
])('a path that code itself begins so, with `..` in it: %s', async (made, begin, isReported) => {
  const code = `const path = require('path'); const ROOT = '/data/';
    exports.handler = async (event) => { const file = ${made};
      if (!file.startsWith(${begin})) throw new Error(); return fs.readFileSync(file); };`;
  expect(await isRead(code)).toBe(isReported);
});

const WAY = 'const way = path.relative(ROOT, file);';
test.each([
  [`${WAY} if (way === '' || way.startsWith('..') || path.isAbsolute(way)) throw new Error();`, false],
  [`if (path.relative(ROOT, file).startsWith('../')) return;`, false],
  [`${WAY} if (way.startsWith('.')) throw new Error();`, true],
  [`${WAY} if (!way.startsWith('..')) throw new Error();`, true],
  [`${WAY} if (!way) throw new Error();`, true],
  [`const way = path.relative(ROOT, event.other); if (way.startsWith('..')) throw new Error();`, true],
  [`if (event.name.startsWith('..')) throw new Error();`, true],
  [`if (file.startsWith('..')) throw new Error();`, true],
])('the way from a folder to a file: %s', async (check, isReported) => {
  const code = `const path = require('path'); const ROOT = '/data';
    exports.handler = async (event) => { const file = path.join(ROOT, event.name);
      ${check} return fs.readFileSync(file); };`;
  expect(await isRead(code)).toBe(isReported);
});

test.each([
  [String.raw`replace(/\.\.\//g, '')`, true],
  [String.raw`replace(/[\\/]/g, '')`, false],
  [String.raw`replace(/\//, '')`, true],
])('a name that code takes signs out of: %s', async (taken, isReported) => {
  expect(
    await isRead(`exports.handler = async (event) => fs.readFileSync('/data/' + event.name.${taken});`),
  ).toBe(isReported);
});
