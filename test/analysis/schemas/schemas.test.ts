import { expect, test } from 'vitest';
import { rulesBroken } from '../../../src/analysis/dataflow/test-flows.js';
import { SHIPPED_FLOWS } from '../../support/shipped-flows.js';

const START = `
const cp = require('child_process');
const { z } = require('zod');
const Joi = require('joi');
const yup = require('yup');
const v = require('valibot');
const s = require('superstruct');
const Ajv = require('ajv');
const { Type } = require('@sinclair/typebox');
const { Value } = require('@sinclair/typebox/value');
const { TypeCompiler } = require('@sinclair/typebox/compiler');
const { MongoClient } = require('mongodb');
const users = new MongoClient('mongodb://db.example.invalid').db('a').collection('users');
const run = (text) => cp.execSync('ls ' + text);
const UUID = /^[0-9a-f-]{36}$/;
const body = (event) => JSON.parse(event.body);
`;

async function broken(code: string): Promise<string[]> {
  return rulesBroken({ 'index.js': START + code }, SHIPPED_FLOWS);
}

const handler = (code: string): string => `exports.handler = async (event) => { ${code} };`;

test.each([
  ['zod: a text', 'run(z.object({ a: z.string().min(1) }).parse(body(event)).a)'],
  ['zod: a text alone', 'run(z.string().parse(event.a))'],
  ['zod: an address', 'run(z.object({ a: z.string().email() }).parse(body(event)).a)'],
  ['zod: a text in a list', 'run(z.object({ a: z.array(z.string()) }).parse(body(event)).a.join(" "))'],
  ['zod: an element', 'for (const a of z.array(z.object({ b: z.string() })).parse(body(event))) run(a.b)'],
  ['zod: an inner object', 'run(z.object({ a: z.object({ b: z.string() }) }).parse(body(event)).a.b)'],
  ['zod: one of two', 'run(z.union([z.number(), z.string()]).parse(event.a))'],
  ['zod: another field', 'run(z.object({ a: z.number() }).passthrough().parse(body(event)).b)'],
  [
    'zod: without an exception',
    'const r = z.object({ a: z.string() }).safeParse(body(event)); if (r.success) run(r.data.a)',
  ],
  ['zod: a weak pattern', 'run(z.object({ a: z.string().regex(/^a.*$/) }).parse(body(event)).a)'],
  [
    'zod: a function that checks nothing',
    'run(z.object({ a: z.string().refine((x) => x.length > 2) }).parse(body(event)).a)',
  ],
  ['zod: a function that changes it', 'run(z.string().transform((x) => x.trim()).parse(event.a))'],
  [
    'zod: a schema of another',
    'const A = z.object({ a: z.string() }); run(A.extend({ b: z.number() }).parse(body(event)).a)',
  ],
  ['zod: anything', 'run(z.object({ a: z.any() }).parse(body(event)).a)'],
  ['zod: a schema that is not known', 'run(require("./schemas").A.parse(body(event)).a)'],
  [
    'joi: a text',
    'const { value } = Joi.object({ a: Joi.string().required() }).validate(body(event)); run(value.a)',
  ],
  [
    'yup: a text',
    'const q = await yup.object({ a: yup.string().required() }).validate(body(event)); run(q.a)',
  ],
  ['valibot: a text', 'run(v.parse(v.object({ a: v.pipe(v.string(), v.trim()) }), body(event)).a)'],
  ['superstruct: a text', 'run(s.create(body(event), s.object({ a: s.string() })).a)'],
  ['typebox: a text', 'run(Value.Decode(Type.Object({ a: Type.String() }), body(event)).a)'],
  [
    'ajv: a text',
    'const q = body(event); const ok = new Ajv().compile({ type: "object", properties: { a: { type: "string" } } }); if (!ok(q)) return; run(q.a)',
  ],
  [
    'ajv: a field beside the schema',
    'const q = body(event); const ok = new Ajv().compile({ type: "object", properties: { a: { type: "number" } } }); if (!ok(q)) return; run(q.b)',
  ],
])('lets data through: %s', async (_what, code) => {
  expect(await broken(handler(code))).toEqual(['flows/command']);
});

test.each([
  ['zod: a number', 'run(z.object({ a: z.number() }).parse(body(event)).a)'],
  ['zod: a form', 'run(z.object({ a: z.string().uuid() }).parse(body(event)).a)'],
  ['zod: a few values', 'run(z.object({ a: z.enum(["b", "c"]).optional() }).parse(body(event)).a)'],
  ['zod: a pattern', 'run(z.object({ a: z.string().regex(/^[a-z]+$/).optional() }).parse(body(event)).a)'],
  ['zod: a pattern by name', 'run(z.object({ a: z.string().regex(UUID) }).parse(body(event)).a)'],
  ['zod: a field that it removes', 'run(z.object({ a: z.string() }).parse(body(event)).b)'],
  [
    'zod: without an exception',
    'const r = z.object({ a: z.number() }).safeParse(body(event)); if (r.success) run(r.data.a)',
  ],
  ['zod: a list', 'for (const a of z.array(z.object({ b: z.number() })).parse(body(event))) run(a.b)'],
  [
    'zod: a list with a callback',
    'z.array(z.object({ b: z.number() })).parse(body(event)).forEach(({ b }) => run(b))',
  ],
  ['zod: a promise', 'return z.object({ a: z.number() }).parseAsync(body(event)).then((q) => run(q.a))'],
  ['zod: all of it', 'run(JSON.stringify(z.object({ a: z.number() }).parse(body(event))))'],
  [
    'zod: a function that checks',
    'run(z.object({ a: z.string().refine((x) => UUID.test(x)) }).parse(body(event)).a)',
  ],
  [
    'joi: a form',
    'const { value, error } = Joi.object({ a: Joi.string().guid() }).validate(body(event)); if (error) throw error; run(value.a)',
  ],
  [
    'joi: a few values',
    'const { value, error } = Joi.object({ a: Joi.string().valid("b") }).validate(body(event)); if (error) throw error; run(value.a)',
  ],
  [
    'yup: a few values',
    'const q = await yup.object({ a: yup.string().oneOf(["b"]) }).validate(body(event)); run(q.a)',
  ],
  ['valibot: a form', 'run(v.parse(v.object({ a: v.pipe(v.string(), v.uuid()) }), body(event)).a)'],
  ['superstruct: a number', 'run(s.create(body(event), s.object({ a: s.integer() })).a)'],
  ['typebox: a number', 'run(Value.Decode(Type.Object({ a: Type.Integer() }), body(event)).a)'],
  [
    'typebox: a check',
    'const q = body(event); const C = TypeCompiler.Compile(Type.Object({ a: Type.Number() })); if (!C.Check(q)) return; run(q.a)',
  ],
  [
    'ajv: a pattern',
    'const q = body(event); const ok = new Ajv().compile({ type: "object", properties: { a: { type: "string", pattern: "^[a-z]+$" } } }); if (!ok(q)) return; run(q.a)',
  ],
  [
    'ajv: a few values',
    'const q = body(event); const ok = new Ajv().compile({ type: "object", properties: { a: { enum: ["b"] } } }); if (!ok(q)) return; const { a } = q; run(a)',
  ],
  [
    'a text is no condition with operators',
    'return users.findOne(z.object({ a: z.string() }).parse(body(event)))',
  ],
  ['a pattern by name', 'if (!UUID.test(event.a)) return; run(event.a)'],
  [
    'a function with a pattern by name',
    'const isId = (x) => typeof x === "string" && UUID.test(x); if (isId(event.a)) run(event.a)',
  ],
  ['elements that fit', 'const isId = (x) => UUID.test(x); event.list.filter(isId).forEach((x) => run(x))'],
])('lets no harm through: %s', async (_what, code) => {
  expect(await broken(handler(code))).toEqual([]);
});

test('a condition with operators', async () => {
  expect(await broken(handler('return users.findOne(z.object({ a: z.any() }).parse(body(event)))'))).toEqual([
    'flows/nosql',
  ]);
  expect(await broken(handler('const { a } = body(event); return users.findOne({ a })'))).toEqual([
    'flows/nosql',
  ]);
  expect(await broken(handler('return users.findOne({ a: event.pathParameters.a })'))).toEqual([]);
});

test('schemas that use themselves come to an end', async () => {
  const code = `const S = z.object({ name: z.string(), next: z.lazy(() => S) });
    let q = S.parse(body(event)); while (q) { q = q.next; q = S.parse(q); run(q.name); }
    let t = z.string(); for (const x of event.list) t = t.or(z.array(t)).optional(); run(t.parse(event.a));`;
  expect(await broken(handler(code))).toEqual(['flows/command']);
});

test.each([
  ['a condition', 'HOSTS.has(hostname) ? value : helpers.error("any.invalid")', false],
  ['a condition the other way', 'HOSTS.has(hostname) ? helpers.error("any.invalid") : value', true],
  ['nothing', 'value', true],
])('a rule of Joi that code writes itself: %s', async (_what, result, isReported) => {
  const code = `const Joi = require('joi'); const HOSTS = new Set(['a.example.invalid']);
    const own = (value, helpers) => { const { hostname } = new URL(value); return ${result}; };
    const schema = Joi.object({ link: Joi.string().uri().custom(own).required() });
    exports.handler = async (event) => fetch(Joi.attempt(JSON.parse(event.body), schema).link);`;
  const found = await rulesBroken({ 'index.js': code }, SHIPPED_FLOWS);
  expect(found.includes('flows/request')).toBe(isReported);
});

test.each([
  ['z.object({ ip: z.ipv4() }).parse(body(event))', 'fetch(`http://${q.ip}/x`)', true],
  ['z.object({ ip: z.string().ip() }).parse(body(event))', 'fetch(`http://${q.ip}/x`)', true],
  ['Joi.attempt(body(event), Joi.object({ ip: Joi.string().ip() }))', 'run(q.ip)', false],
  ['v.parse(v.object({ ip: v.pipe(v.string(), v.ip()) }), body(event))', 'run(q.ip)', false],
  ['z.object({ ip: z.ipv4() }).parse(body(event))', 'run(q.ip)', false],
  ['z.object({ ip: z.ipv4() }).parse(body(event))', 'fetch(`https://a.example/${q.ip}`)', false],
])('an address may be any server, and is no command: %s, %s', async (parsed, use, isReported) => {
  expect((await broken(handler(`const q = ${parsed}; return ${use};`))).length > 0).toBe(isReported);
});
