import { expect, it } from 'vitest';
import { instructionOf } from '../../src/release-files/class-instructions.js';

it.each([
  ['aload_0', 42, 'plain', 1],
  ['bipush', 16, 'plain', 2],
  ['ldc2_w', 20, 'constant', 3],
  ['goto', 167, 'jump', 3],
  ['goto_w', 200, 'jump', 5],
  ['return', 177, 'plain', 1],
  ['invokeinterface', 185, 'constant', 5],
  ['multianewarray', 197, 'constant', 4],
  ['tableswitch', 170, 'switch', 0],
  ['an unknown one', 255, 'plain', 1],
])('%s', (...[, code, kind, length]) => expect(instructionOf(code)).toEqual({ kind, length }));
