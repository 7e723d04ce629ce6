import { expect, test } from 'vitest';
import type { AccountAccess } from '../../../src/aws/access/access.js';
import { readManifest } from '../../../src/aws/code/image-manifest.js';
import { sha256 } from '../../support/image-builder.js';

const DIGEST = `sha256:${'a'.repeat(64)}`;

/** Reads a manifest whose layer states this size, in JSON, as if a registry had given it. */
function readWith(size: string): ReturnType<typeof readManifest> {
  const text = `{"config":{"digest":"${DIGEST}","size":2},"layers":[{"digest":"${DIGEST}","size":${size}}]}`;
  const send = () => Promise.resolve({ images: [{ imageManifest: text }] });
  const access: unknown = {
    clients: { ecr: () => Promise.resolve({ send }) },
    call: (_region: string, _action: string, run: () => unknown) => run(),
  };
  const digest = `sha256:${sha256(Buffer.from(text))}`;
  const name = { account: '1', region: 'eu-west-1', repository: 'r', digest };
  return readManifest(access as AccountAccess, name);
}

test.each(['-1', '-1e300', '0.5', '1e300', '9007199254740993', '"5"', 'null', '{}'])(
  'a layer of %s bytes is refused',
  async (size) => {
    await expect(readWith(size)).rejects.toMatchObject({ code: 'MalformedManifest' });
  },
);

test.each([
  ['0', 0],
  ['5000000000', 5_000_000_000],
])('a layer of %s bytes is taken', async (size, bytes) => {
  expect((await readWith(size)).blobs.map((blob) => blob.bytes)).toEqual([2, bytes]);
});
