import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type SignatureFile } from '../../../src/signatures/index.js';
import { judgedScript } from '../../support/judged-script.js';

const FOLDER = new URL('../../../signatures/code/', import.meta.url).pathname;
const RULES = readdirSync(FOLDER)
  .map((name) => readFileSync(join(FOLDER, name), 'utf8'))
  .filter((text) => /\btree:/.test(text))
  .map((text) => parse(text) as SignatureFile);

/** Scripts of the bad examples of all rules that look at calls. */
const BAD = RULES.flatMap(({ id, examples }) =>
  examples.bad.flatMap(({ files }) =>
    Object.entries(files).flatMap(([path, text]) =>
      path.endsWith('.js') && typeof text === 'string' ? [[id, text] as const] : [],
    ),
  ),
);

/** Those that the rule finds by themselves. */
const FOUND: (readonly [id: string, text: string])[] = [];
for (const [id, text] of BAD) if ((await judgedScript(text)).rules.includes(id)) FOUND.push([id, text]);

/** More than is parsed whole. */
const LARGE = Array.from(
  { length: 140 },
  (_, n) => `function f${n}(a){if(a){return "${'x'.repeat(90_000)}"}}\n`,
).join('');

/** Syntax that the parser does not know: syntax that Node had, has behind flags, or may get. */
const UNKNOWN = [
  'import defer * as a from "a";',
  'import data from "./d.json" assert { type: "json" };',
  '@decorated class A { @logged method() {} }',
  'const b = a |> f;',
  'match (a) { when b: c() }',
  'type T = { a: string };\nlet t: T = a as T;',
];

describe('rules about calls', () => {
  it('are some, with examples', () => {
    expect(RULES.length).toBeGreaterThanOrEqual(5);
    expect(FOUND.length).toBeGreaterThanOrEqual(10);
  });

  it.each(FOUND)('%s is found behind 12 MB of other code', { timeout: 60_000 }, async (id, text) => {
    const { rules, isIncomplete } = await judgedScript(`${LARGE}\n${text}`);
    expect(rules.includes(id) || isIncomplete).toBe(true);
  });

  it.each(UNKNOWN.flatMap((syntax) => FOUND.map(([id, text]) => [syntax, id, text] as const)))(
    'behind %j %s is found, or the answer is incomplete',
    async (syntax, id, text) => {
      for (const whole of [
        `${syntax}\n${text}`,
        `${text}\n${syntax}`,
        `(() => {\n${syntax}\n${text}\n})();`,
      ]) {
        const { rules, isIncomplete } = await judgedScript(whole);
        expect(rules.includes(id) || isIncomplete).toBe(true);
      }
    },
  );
});

const PAYLOAD = 'eval(Buffer.from("YQ==", "base64").toString());';

it.each([
  ['a bundle in one function', `(()=>{${LARGE}${PAYLOAD}})()`],
  [
    'the middle of a bundle',
    `${LARGE.slice(0, LARGE.indexOf('function f70'))}${PAYLOAD}\n${LARGE.slice(LARGE.indexOf('function f70'))}`,
  ],
])('is found, and nothing is incomplete, in %s of more than 12 MB', { timeout: 60_000 }, async (_, text) => {
  expect(await judgedScript(text)).toEqual({ rules: ['code/decode-and-execute'], isIncomplete: false });
});

it.each(UNKNOWN)(
  'is found, and nothing is incomplete, beside a statement that does not parse: %j',
  async (syntax) => {
    expect(await judgedScript(`${syntax}\n${PAYLOAD}`)).toEqual({
      rules: ['code/decode-and-execute'],
      isIncomplete: false,
    });
  },
);

it('is incomplete where the call itself is in text that does not parse', async () => {
  expect(await judgedScript(`const a = b |> ${PAYLOAD}`)).toEqual({ rules: [], isIncomplete: true });
  expect(await judgedScript(`<A b={${PAYLOAD.slice(0, -1)}}>text</A>`)).toEqual({
    rules: [],
    isIncomplete: true,
  });
});

it.each([
  ['a broken fixture', 'function ( { return eval( }'],
  ['a template', '{{#if a}}\nmodule.exports = require("{{name}}");\n{{/if}}'],
  ['JSX', 'export const A = () => <div onClick={() => eval(a)}>Buffer</div>;'],
  ['types', 'interface A { b: string }\nexport const c: A = { b: Buffer.from("x").toString() } as A;'],
  ['a test of an error', 'var a = ;\nnew Function("return this")();'],
])('is complete with %s', async (_, text) => {
  expect(await judgedScript(text)).toEqual({ rules: [], isIncomplete: false });
});
