import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { buildZip, type ZipPart } from '../../support/zip-builder.js';
import { unpackBytes } from '../../support/unpack-bytes.js';

const listed: readonly ZipPart[] = [
  { name: 'a.js', content: 'a' },
  { name: 'b.js', content: 'b', dataDescriptor: true },
  { name: 'c.js', content: 'c', method: 0 },
];
const hidden: ZipPart = { name: 'index.js', content: 'evil()', unlisted: true };

async function isComplete(zip: Buffer): Promise<boolean> {
  const { problems } = await unpackBytes(zip);
  return !problems.some(({ affectsCompleteness }) => affectsCompleteness);
}

/** Bytes that hold no header. The longest span several reads. */
const junk = fc.oneof(
  fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes.map((byte) => byte & 0x3f))),
  fc.nat({ max: 200_000 }).map((length) => Buffer.alloc(length, 'x')),
);

it('an entry that only streams see makes the answer incomplete, wherever it lies; bytes of no entry do not', async () => {
  await fc.assert(
    fc.asyncProperty(junk, fc.nat({ max: listed.length }), async (before, at) => {
      const without = listed.map((part, index) => (index === at ? { ...part, before } : part));
      expect(await isComplete(buildZip(without))).toBe(true);
      const withHidden = listed.toSpliced(at, 0, { ...hidden, before });
      expect(await isComplete(buildZip(withHidden))).toBe(false);
    }),
    { numRuns: 100 },
  );
});

it('an entry in front of an archive counts, too', async () => {
  const prefix = Buffer.concat([Buffer.from('#!/bin/sh\n'), buildZip([hidden])]);
  expect(await isComplete(buildZip(listed, { prefix, adjusted: true }))).toBe(false);
  expect(await isComplete(buildZip(listed, { prefix: Buffer.from('#!/bin/sh\n') }))).toBe(true);
});
