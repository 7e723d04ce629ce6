import { Buffer } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { gunzip } from '../../src/unpackers/gunzip.js';

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; at += size) yield bytes.subarray(at, at + size);
}

async function run(packed: Uint8Array, size = 1000): Promise<{ bytes: Buffer; error: string | undefined }> {
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of gunzip(inPieces(packed, size))) chunks.push(chunk);
    return { bytes: Buffer.concat(chunks), error: undefined };
  } catch (error) {
    return { bytes: Buffer.concat(chunks), error: (error as Error).message };
  }
}

const plain = Buffer.concat([randomBytes(5000), Buffer.alloc(700_000, 'abc'), randomBytes(3000)]);
const packed = gzipSync(plain);

describe('gunzip', () => {
  it.each([1, 7, 512, 4096, packed.byteLength])('gives the bytes back from pieces of %i', async (size) => {
    const { bytes, error } = await run(packed.subarray(0), size);
    expect([bytes.equals(plain), error]).toEqual([true, undefined]);
  });

  it.each([1, 100, packed.byteLength, 1 << 20])('reads on in the next member, pieces of %i', async (size) => {
    const { bytes, error } = await run(Buffer.concat([packed, gzipSync('two'), gzipSync('')]), size);
    expect([bytes.equals(Buffer.concat([plain, Buffer.from('two')])), error]).toEqual([true, undefined]);
  });

  it.each([1, 500, 1 << 20])('takes zeros after the end for padding, pieces of %i', async (size) => {
    const { bytes, error } = await run(Buffer.concat([packed, Buffer.alloc(3000)]), size);
    expect([bytes.equals(plain), error]).toEqual([true, undefined]);
  });

  it.each([
    ['bytes', Buffer.from('garbage')],
    ['bytes after zeros', Buffer.from('\0\0garbage')],
    ['a member after zeros', Buffer.concat([Buffer.alloc(5), gzipSync('hidden')])],
  ])('reports that %s follow, after giving the rest', async (_, garbage) => {
    for (const size of [3, 1000, 1 << 20]) {
      const { bytes, error } = await run(Buffer.concat([packed, garbage]), size);
      expect(error, `pieces of ${size}`).toBeTruthy();
      // The content of the piece with the garbage is lost.
      expect(bytes.byteLength, `pieces of ${size}`).toBeGreaterThanOrEqual(
        size > 1000 ? 0 : plain.byteLength - 2000,
      );
    }
  });

  it('gives the content before a cut, then reports the cut', async () => {
    const { bytes, error } = await run(packed.subarray(0, 6000));
    expect(error).toMatch(/unexpected end/);
    expect(bytes.byteLength).toBeGreaterThan(5000);
    expect(plain.subarray(0, bytes.byteLength).equals(bytes)).toBe(true);
  });

  it('reports that the checksum is wrong', async () => {
    const broken = Buffer.from(packed);
    broken[broken.byteLength - 8]! ^= 1;
    expect((await run(broken)).error).toBeTruthy();
  });

  it('reports that there is nothing', async () => {
    expect((await run(Buffer.alloc(0))).error).toBeTruthy();
  });

  it('stops inflating when its reader stops', async () => {
    let taken = 0;
    async function* counted(): AsyncGenerator<Uint8Array> {
      for await (const piece of inPieces(packed, 100)) {
        taken += 1;
        yield piece;
      }
    }
    for await (const chunk of gunzip(counted())) {
      expect(chunk.byteLength).toBeGreaterThan(0);
      break;
    }
    expect(taken).toBeLessThan(packed.byteLength / 100 / 2);
  });
});
