import { expect, test } from 'vitest';
import { rulesBroken } from '../../../src/analysis/dataflow/test-flows.js';
import { SHIPPED_FLOWS } from '../../support/shipped-flows.js';

const START = `
const cp = require('child_process');
const isId = (id) => /^[0-9a-f-]{36}$/.test(id);
const run = (text) => cp.execSync('ls ' + text);
`;

async function broken(code: string): Promise<string[]> {
  const handler = `exports.handler = async ({ Records }) => { ${code} };`;
  return rulesBroken({ 'index.js': START + handler }, SHIPPED_FLOWS);
}

test.each([
  ['elements of lists that a callback gives', 'Records.flatMap((r) => [r.body]).map(run)'],
  ['elements of a list that was filled', 'const l = []; l.push(Records[0].body); run(l.join(" "))'],
  ['what is no list and is joined to one', '[].concat({ id: Records[0].body }).forEach(({ id }) => run(id))'],
  ['lists that are joined', "['a'].concat(Records.map((r) => r.body)).map(run)"],
  ['elements of which one is not checked', '[Records[0].body].filter((id) => id.length > 3).map(run)'],
])('%s', async (_name, code) => {
  expect(await broken(code)).toEqual(['flows/command']);
});

test.each([
  ['the length of a list after push', 'const l = []; run(l.push(Records[0].body))'],
  ['the length of a list after unshift', 'const l = []; run(`$${l.unshift(Records[0].body)}`)'],
  ['the length of a list of the event after push', 'run(Records.push({ a: Records[0].body }))'],
  ['elements that fit', '[Records[0].body, Records[1].body].filter(isId).map(run)'],
  ['elements of lists that fit', 'Records.flatMap((r) => [r.body]).filter(isId).map(run)'],
  ['what a callback gives, where it fits', 'Records.map((r) => JSON.parse(r.body)).filter(isId).map(run)'],
])('%s', async (_name, code) => {
  expect(await broken(code)).toEqual([]);
});
