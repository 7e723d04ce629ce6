import { Buffer } from 'node:buffer';
import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesInMemory, DEFAULT_LIMITS, newBudget } from '../../../src/files/index.js';
import { tar } from '../../../src/unpackers/tar/index.js';
import { buildTar, tarBody, type TarPart } from '../../support/tar-builder.js';
import { openTarBytes as open } from '../../support/open-archive-bytes.js';

const A: TarPart = { name: 'a.js', content: 'A' };
const Z: TarPart = { name: 'z.js', content: 'Z' };
const MIB = 1024 * 1024;

function rawPax(content: string): TarPart {
  return { name: 'PaxHeader', type: 'x', content };
}

describe('a hostile tar archive', () => {
  it.each([
    ['nothing', buildTar([A]), undefined],
    ['zeros to the end of a record', Buffer.concat([buildTar([A]), Buffer.alloc(9216)]), undefined],
    ['garbage', Buffer.concat([buildTar([A]), Buffer.from('garbage')]), false],
    ['a second archive', Buffer.concat([buildTar([A]), buildTar([Z])]), true],
    ['an entry after one zero block', Buffer.concat([tarBody([A]), Buffer.alloc(512), buildTar([A])]), true],
  ])('is followed by %s', async (_, bytes, isIncomplete) => {
    const { tree, problems } = await open(bytes);
    expect([...tree.files.keys()]).toEqual(['a.js']);
    expect(problems[0]?.affectsCompleteness).toBe(isIncomplete);
  });

  it('is cut anywhere', async () => {
    const whole = buildTar([A, Z]);
    const packed = gzipSync(whole);
    for (let at = 0; at < whole.byteLength - 1024; at += 7) {
      expect((await open(whole.subarray(0, at))).problems.length, `plain at ${at}`).toBeGreaterThan(0);
    }
    for (let at = 0; at < packed.byteLength; at += 1) {
      const { problems } = await open(packed.subarray(0, at));
      expect(
        problems.some(({ affectsCompleteness }) => affectsCompleteness),
        `packed at ${at}`,
      ).toBe(true);
    }
  });

  it('gives the content before the cut', async () => {
    const { tree } = await open(
      gzipSync(buildTar([A, { name: 'b', content: Buffer.alloc(9000, 'x') }, Z])).subarray(0, -12),
    );
    expect([...tree.files.keys()]).toContain('a.js');
  });

  it('is a gzip bomb by its ratio', async () => {
    const bomb = gzipSync(buildTar([A, { name: 'zeros', content: Buffer.alloc(8 * MIB) }]));
    const { tree, problems } = await open(bomb);
    expect([...tree.files.keys()]).toEqual(['a.js']);
    expect(problems[0]).toMatchObject({ code: 'too-large', affectsCompleteness: true });
  });

  it('is a gzip bomb by its size, and stops being inflated there', async () => {
    const limits = { maxInflatedBytes: MIB, maxRatio: 10_000 };
    const bomb = gzipSync(buildTar([{ name: 'zeros', content: Buffer.alloc(64 * MIB) }]));
    const started = process.memoryUsage().arrayBuffers;
    const { tree, problems } = await open(bomb, limits);
    expect(tree.files.size).toBe(0);
    expect(problems[0]).toMatchObject({ code: 'too-large', affectsCompleteness: true });
    expect(process.memoryUsage().arrayBuffers - started).toBeLessThan(80 * MIB);
  });

  it('counts entries without a file against the budget, too', async () => {
    const padding = Array.from({ length: 2000 }, () => rawPax('13 comment=x\n'));
    const limits = { ...DEFAULT_LIMITS, maxInflatedBytes: 4 * MIB };
    const budget = newBudget(limits);
    const unpackNested = () => Promise.reject(new Error('nothing inside'));
    const bytes = bytesInMemory(gzipSync(buildTar(padding), { level: 0 }));
    await tar.unpack({ kind: 'archive', name: 'a.tgz', bytes }, { limits, budget, depth: 0, unpackNested });
    expect(budget.bytesLeft).toBeLessThan(3 * MIB);
  });

  it('has more entries than are allowed', async () => {
    const parts = Array.from({ length: 20 }, (_, index) => ({ name: `f${index}` }));
    for (const [count, isTooLarge] of [
      [20, false],
      [19, true],
      [5, true],
    ] as const) {
      const { tree, problems } = await open(buildTar(parts), { maxEntries: count });
      expect([tree.files.size, problems.some(({ code }) => code === 'too-large')]).toEqual([
        count,
        isTooLarge,
      ]);
    }
  });

  it('has a file that is larger than may be read', async () => {
    const { tree } = await open(buildTar([{ name: 'package.json', content: 'x'.repeat(2000) }]), {
      maxFileBytes: 1000,
    });
    expect((await tree.read('package.json')).problem?.code).toBe('too-large');
  });

  it.each(['zstd', 'xz', 'bzip2'])('is packed by %s', async (name) => {
    const magic = {
      zstd: [0x28, 0xb5, 0x2f, 0xfd],
      xz: [0xfd, 0x37, 0x7a, 0x58, 0x5a],
      bzip2: [...Buffer.from('BZh91AY&SY')],
    }[name]!;
    const { problems } = await open(Buffer.from([...magic, 0, 1, 2, 3]));
    expect(problems).toEqual([expect.objectContaining({ code: 'unsupported', affectsCompleteness: true })]);
    expect(problems[0]?.message).toContain(name);
  });

  it('is any bytes at all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), async (bytes) => {
        fc.pre(bytes.some((byte) => byte !== 0) || bytes.byteLength < 512);
        const { tree, problems } = await open(bytes);
        expect(tree.files.size).toBe(0);
        expect(problems.length).toBeGreaterThan(0);
      }),
    );
  });
});
