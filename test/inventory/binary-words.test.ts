import { expect, it } from 'vitest';
import { ownNameOf } from '../../src/inventory/binary-words.js';

it.each([
  ['\u007fELF\0\0libc.so.6\0bcrypt_lib.node\0GLIBC', 'bcrypt_lib.node'],
  ['\0asm\u0001\0\0\0\u0014./argon2_bg.js\u0012wbindgen', 'argon2'],
  ['\u007fELF\0loads x.node of others\0', null],
  ['', null],
])('%j names itself %s', (text, name) => {
  expect(ownNameOf(Buffer.from(text, 'latin1'))).toBe(name);
});
