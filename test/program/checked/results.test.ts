import { expect, test } from 'vitest';
import { rulesBroken } from '../../../src/analysis/dataflow/test-flows.js';
import { SHIPPED_FLOWS } from '../../support/shipped-flows.js';

const START = `const cp = require('child_process');const run = (t) => cp.execSync('ls ' + t);
`;

async function broken(code: string): Promise<string[]> {
  return rulesBroken({ 'index.js': START + code }, SHIPPED_FLOWS);
}

test.each([
  [
    'helper throws nothing',
    `function need(id) { if (!id) throw new Error('no'); } exports.handler = async (event) => { need(event.id); run(event.id); }`,
  ],
  [
    'helper returns on one way',
    `function need(id) { if (id.length < 3) return; if (!/^[a-z]+$/.test(id)) throw new Error('no'); } exports.handler = async (event) => { need(event.id); run(event.id); }`,
  ],
  [
    'const ok = check text',
    `const Ajv = require('ajv'); const validate = new Ajv().compile({ type: 'object', properties: { id: { type: 'integer' }, n: { type: 'string' } } }); exports.handler = async (event) => { const b = JSON.parse(event.body); const ok = validate(b); if (!ok) return; run(b.n); }`,
  ],
  [
    'joi error text',
    `const Joi = require('joi'); const S = Joi.object({ id: Joi.number(), n: Joi.string() }); exports.handler = async (event) => { const b = JSON.parse(event.body); const { error } = S.validate(b); if (error) return; run(b.n); }`,
  ],
  [
    'zod statement text',
    `const { z } = require('zod'); const S = z.object({ id: z.number(), n: z.string() }); exports.handler = async (event) => { const b = JSON.parse(event.body); S.parse(b); run(b.n); }`,
  ],
  [
    'zod safe original text',
    `const { z } = require('zod'); const S = z.object({ id: z.number(), n: z.string() }); exports.handler = async (event) => { const b = JSON.parse(event.body); const r = S.safeParse(b); if (!r.success) return; run(b.n); }`,
  ],
  [
    'a promise that nothing waits for',
    `async function need(id) { if (!/^[a-z]+$/.test(id)) throw new Error('no'); } exports.handler = async (event) => { need(event.id); run(event.id); }`,
  ],
  [
    'a promise, which is true',
    `async function ok(id) { return /^[a-z]+$/.test(id); } exports.handler = async (event) => { if (!ok(event.id)) return; run(event.id); }`,
  ],
  [
    'a promise of a list that is filtered',
    `exports.handler = async (event) => { for (const id of event.ids.filter(async (each) => /^[a-z]+$/.test(each))) run(id); }`,
  ],
  [
    'a generator that never runs',
    `function* need(id) { if (!/^[a-z]+$/.test(id)) throw new Error('no'); } exports.handler = async (event) => { need(event.id); run(event.id); }`,
  ],
  [
    'zod, a promise that nothing waits for',
    `const { z } = require('zod'); const S = z.object({ id: z.number() }); exports.handler = async (event) => { const b = JSON.parse(event.body); S.parseAsync(b); run(b.id); }`,
  ],
  [
    'yup, a promise that nothing waits for',
    `const yup = require('yup'); const S = yup.object({ id: yup.number() }); exports.handler = async (event) => { const b = JSON.parse(event.body); S.validate(b); run(b.id); }`,
  ],
  [
    'joi, a promise that nothing waits for',
    `const Joi = require('joi'); const S = Joi.object({ id: Joi.number() }); exports.handler = async (event) => { const b = JSON.parse(event.body); S.validateAsync(b); run(b.id); }`,
  ],
])('checks that a call makes: data that it lets through is followed: %s', async (_name, code) => {
  expect(await broken(code)).toEqual(['flows/command']);
});

test.each([
  [
    'helper throws',
    `function need(id) { if (!/^[a-z]+$/.test(id)) throw new Error('no'); } exports.handler = async (event) => { need(event.id); run(event.id); }`,
  ],
  [
    'helper throws async',
    `async function need(id) { if (!/^[a-z]+$/.test(id)) throw new Error('no'); } exports.handler = async (event) => { const { id } = event; await need(id); run(id); }`,
  ],
  [
    'const ok = check',
    `const Ajv = require('ajv'); const validate = new Ajv().compile({ type: 'object', properties: { id: { type: 'integer' }, n: { type: 'string' } } }); exports.handler = async (event) => { const b = JSON.parse(event.body); const ok = validate(b); if (!ok) return; run(b.id); }`,
  ],
  [
    'const ok = re.test',
    `exports.handler = async (event) => { const { id } = event; const ok = /^[a-z]+$/.test(id); if (!ok) return; run(id); }`,
  ],
  [
    'joi error',
    `const Joi = require('joi'); const S = Joi.object({ id: Joi.number(), n: Joi.string() }); exports.handler = async (event) => { const b = JSON.parse(event.body); const { error } = S.validate(b); if (error) return; run(b.id); }`,
  ],
  [
    'zod statement',
    `const { z } = require('zod'); const S = z.object({ id: z.number(), n: z.string() }); exports.handler = async (event) => { const b = JSON.parse(event.body); S.parse(b); run(b.id); }`,
  ],
  [
    'zod safe original',
    `const { z } = require('zod'); const S = z.object({ id: z.number(), n: z.string() }); exports.handler = async (event) => { const b = JSON.parse(event.body); const r = S.safeParse(b); if (!r.success) return; run(b.id); }`,
  ],
])('checks that a call makes: what it limits can do no harm: %s', async (_name, code) => {
  expect(await broken(code)).toEqual([]);
});
