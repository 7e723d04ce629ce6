import { describe, expect, it } from 'vitest';
import { scannedFile, type ScannedFile } from '../../../src/signatures/match/scanned-file.js';
import { mayCall } from '../../../src/signatures/match/spelled-words.js';

function fileOf(text: string): ScannedFile {
  const entry = { executable: false, path: 'a.js' } as never;
  return scannedFile({ entry, path: 'a.js', bytes: Buffer.from(text), keywords: new Set() });
}

function holds(text: string, name: string): boolean {
  return mayCall(fileOf(text), name, 'any');
}

describe('the words of a name that is there', () => {
  it.each([
    ['Buffer.from', 'Buffer.from(a)'],
    ['Buffer.from', 'x = globalThis["Buffer"]; x?.["from"](a)'],
    ['Buffer.from', String.raw`B\u0075ffer.from(a)`],
    ['Buffer.from', String.raw`B\u{75}ffer.from(a)`],
    ['Buffer.from', String.raw`global["\x42uffer"].from(a)`],
    ['Buffer.from', String.raw`global["\102uffer"].from(a)`],
    ['Buffer.from', String.raw`global["\Bu\u006Cf\u006cer"].from(a); Buffe\u0072`],
    ['Buffer.from', 'global["Buf\\\nf\\\r\ner"].from(a)'],
    ['vm.Script', 'import { Script as a } from "node:vm"'],
    ['*.a$b_1', 'x.a$b_1()'],
    ['node:module.register', 'import { register } from "node:module"'],
  ])('%s in %j', (name, text) => {
    expect(holds(text, name)).toBe(true);
  });
});

describe('the words of a name that is not there', () => {
  it.each([
    ['Buffer.from', 'Array.from(a)'],
    ['Buffer.from', 'ArrayBuffer.from(a); buffer'],
    ['Function', 'isFunction(a); Functions'],
    ['vm.Script', String.raw`new Script("\x76n")`],
  ])('%s in %j', (name, text) => {
    expect(holds(text, name)).toBe(false);
  });
});

describe('a name that is called', () => {
  it.each([
    ['Function', 'Function("return this")()', { call: true, open: false }],
    ['Function', 'a instanceof Function; Function(b)', { call: true, open: true }],
    ['Function', 'a instanceof Function; Function.prototype', { call: false, open: false }],
    ['*.register', 'this.register = (a) => b', { call: false, open: false }],
    ['eval', String.raw`a instanceof \u0065val`, { call: true, open: true }],
  ])('%s in %j', (name, text, { call, open }) => {
    expect([mayCall(fileOf(text), name, 'call'), mayCall(fileOf(text), name, 'open call')]).toEqual([
      call,
      open,
    ]);
  });
});
