import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { codeIdentity } from '../../src/release-files/code-identity.js';

const BUILD_ID = Buffer.from('0123456789abcdef0123456789abcdef01234567', 'hex');

function note(id: Buffer): Buffer {
  const head = Buffer.alloc(12);
  head.writeUInt32LE(4, 0);
  head.writeUInt32LE(id.length, 4);
  head.writeUInt32LE(3, 8);
  return Buffer.concat([head, Buffer.from('GNU\0'), id]);
}

/** A library with named sections, without a build id. */
function library(sections: Readonly<Record<string, string>>): Buffer {
  const names = Buffer.from(['', ...Object.keys(sections), '.names'].map((name) => `${name}\0`).join(''));
  const contents = [...Object.entries(sections), ['.names', names] as const];
  const header = Buffer.alloc(64);
  Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]).copy(header);
  let offset = 64;
  const headers = contents.map(([name, content]) => {
    const each = Buffer.alloc(64);
    each.writeUInt32LE(names.indexOf(`${name}\0`), 0);
    each.writeBigUInt64LE(BigInt(offset), 24);
    each.writeBigUInt64LE(BigInt(content.length), 32);
    offset += content.length;
    return each;
  });
  header.writeBigUInt64LE(BigInt(offset), 40);
  header.writeUInt16LE(64, 58);
  header.writeUInt16LE(headers.length, 60);
  header.writeUInt16LE(headers.length - 1, 62);
  return Buffer.concat([header, ...contents.map(([, content]) => Buffer.from(content)), ...headers]);
}

/** A library with as many sections as a file can have, all with a name that goes on to the end of the file. */
function unendedNames(): Buffer {
  const bytes = Buffer.alloc(8 << 20, 0x41);
  library({ '.text': 'code' }).subarray(0, 64).copy(bytes);
  bytes.writeBigUInt64LE(64n, 40);
  bytes.writeUInt16LE(0, 58);
  bytes.writeUInt16LE(0xffff, 60);
  bytes.writeBigUInt64LE(200n, 64 + 24);
  bytes.writeUInt32LE(0, 64);
  bytes.writeUInt16LE(0, 62);
  return bytes;
}

function codeHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

describe('what names native code', () => {
  it('is the start of its build id', () => {
    const bytes = Buffer.concat([Buffer.alloc(500), note(BUILD_ID), Buffer.alloc(9)]);
    expect(codeIdentity(bytes)).toBe('0123456789abcdef');
  });

  it.each<[what: string, bytes: Buffer, identity: string | null]>([
    [
      'without one, a hash of its code',
      library({ '.text': 'code', '.rodata': 'data' }),
      codeHash('codedata'),
    ],
    [
      'the same after strip',
      library({ '.text': 'code', '.rodata': 'data', '.symtab': '' }),
      codeHash('codedata'),
    ],
    ['nothing of a file without code', library({ '.comment': 'x' }), null],
    ['nothing of another file', Buffer.from('text'), null],
    ['nothing of an empty file', Buffer.alloc(0), null],
    ['nothing of a note that is cut', note(BUILD_ID).subarray(0, 20), null],
    ['nothing of a note of another kind', Buffer.concat([note(Buffer.alloc(4)), Buffer.alloc(64)]), null],
    ['nothing of a header that is cut', library({ '.text': 'code' }).subarray(0, 63), null],
    ['nothing of many sections whose names do not end', unendedNames(), null],
    ['nothing where sections lie outside', library({ '.text': 'code' }).subarray(0, 70), null],
  ])('is %s', (_what, bytes, identity) => {
    expect(codeIdentity(bytes)).toBe(identity);
  });
});
