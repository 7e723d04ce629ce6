import { expect, test } from 'vitest';
import { rulesBroken } from '../../../src/analysis/dataflow/test-flows.js';
import { SHIPPED_FLOWS } from '../../support/shipped-flows.js';

const START = `const cp = require('child_process'); const { z } = require('zod'); const lib = require('lib');
const Z = z.object({ id: z.number() }); const run = (text) => cp.execSync('ls ' + text);
`;

function broken(body: string): Promise<string[]> {
  return rulesBroken(
    { 'index.js': `${START}exports.handler = async (event) => { ${body} };` },
    SHIPPED_FLOWS,
  );
}

test.each([
  [
    'the answer of a server',
    "const b = await (await fetch('https://a.example')).json(); b.x = event.raw; run(b.x);",
  ],
  ['a setting', 'const b = JSON.parse(process.env.X); b.x = event.raw; run(b.x);'],
  ['what a package makes', 'const b = lib.make(); b.x = event.raw; run(b.x);'],
  ['an object of a package', 'const b = new lib.Thing(); b.x = event.raw; run(b.x);'],
  ['a part of it', 'const b = lib.make(); b.in.x = event.raw; run(b.in.x);'],
  ['an object with data', 'const b = lib.make(); b.in = { x: event.raw }; run(b.in.x);'],
  [
    'data that a schema let through',
    'const b = Z.parse(JSON.parse(event.body)); b.id = event.raw; run(b.id);',
  ],
  ['a parameter', 'const put = (b) => { b.x = event.raw; run(b.x); }; put(lib.make());'],
  ['a name that code computes', "const b = lib.make(); b['x'] = event.raw; run(b.x);"],
])('what code writes to a value that it did not make is what it reads: %s', async (_what, body) => {
  expect(await broken(body)).toEqual(['flows/command']);
});

test.each([
  ['another property', 'const b = lib.make(); b.x = event.raw; run(b.y);'],
  ['another variable', 'const b = lib.make(); const c = lib.make(); b.x = event.raw; run(c.x);'],
  ['checked', 'const b = lib.make(); b.x = event.raw; if (!/^[a-z]+$/.test(b.x)) return; run(b.x);'],
  [
    'checked, of an own object',
    'const b = {}; b.x = event.raw; if (!/^[a-z]+$/.test(b.x)) return; run(b.x);',
  ],
  ['no data', 'const b = lib.make(); b.x = String(event.raw.length); run(b.x);'],
])('and no more than that: %s', async (_what, body) => {
  expect(await broken(body)).toEqual([]);
});

const LIBRARIES = `const JSZip = require('jszip'); const Excel = require('exceljs'); const fs = require('fs');
class Pack { constructor() { this.zip = new JSZip(); } async open(b) { await this.zip.loadAsync(b); return this; } }
`;

test.each([
  ['a variable', 'const z = new JSZip(); await z.loadAsync(event.body); run(z.files.a.name);'],
  ['a callback', 'const z = new JSZip(); await z.loadAsync(event.body); z.forEach((name) => run(name));'],
  ['a field', 'run((await new Pack().open(event.body)).zip.files.a.comment);'],
  ['a part', 'const b = new Excel.Workbook(); await b.xlsx.load(event.body); run(b.worksheets[0].name);'],
])('a method fills %s with data', async (_what, body) => {
  expect(await broken(`${LIBRARIES}${body}`)).toEqual(['flows/command']);
});

test.each([
  [
    'another object',
    'const [z, o] = [new JSZip(), new JSZip()]; await z.loadAsync(event.body); run(o.files.a.name);',
  ],
  [
    'what the function holds',
    "const z = new JSZip(); await z.loadAsync(fs.readFileSync('/opt/a')); run(z.files.a);",
  ],
  [
    'what a method was not given',
    "const z = new JSZip(); z.file('a', event.body); run(Object.keys(z.files)[0]);",
  ],
])('%s holds no data', async (_what, body) => {
  expect(await broken(`${LIBRARIES}${body}`)).toEqual([]);
});
