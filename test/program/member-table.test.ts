import { expect, it } from 'vitest';
import { MemberTable } from '../../src/program/member-table.js';

function find(names: readonly string[], module: string, path: readonly string[]): boolean {
  const table = new MemberTable<true>();
  table.add(names, true);
  return table.find({ kind: 'outside', module, path }).length > 0;
}

it.each<[what: string, name: string, member: [module: string, path: string[]], isFound: boolean]>([
  ['a member of a module', 'fs:readFile', ['fs', ['readFile']], true],
  ['another member', 'fs:readFile', ['fs', ['stat']], false],
  ['one of several', '{http,https}:{get,request}', ['https', ['request']], true],
  ['a global', 'JSON.parse', ['', ['JSON', 'parse']], true],
  ['what a call gives', 'net:connect().write', ['net', ['connect', '()', 'write']], true],
  ['a member of anything of the module', 'pg:**.query', ['pg', ['Pool', '()', 'query']], true],
  ['the module itself, as its default export', 'axios:', ['axios', ['default']], true],
])('%s', (...[, name, [module, path], isFound]) => {
  expect(find([name], module, path)).toBe(isFound);
});

it.each<[what: string, name: string, isKnown: boolean]>([
  ['whose result has a named member', 'WebSocket().send', true],
  ['that has no result', 'WebSocket', false],
  ['whose result alone is named', 'WebSocket()', false],
])('knows the result of a function %s', (_, name, isKnown) => {
  const table = new MemberTable<true>();
  table.add([name], true);
  expect(table.knowsResult({ kind: 'outside', module: '', path: ['WebSocket'] })).toBe(isKnown);
});
