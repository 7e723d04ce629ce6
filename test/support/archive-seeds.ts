import { gzipSync } from 'node:zlib';
import { dockerArchive, layoutTar, ociLayout, type ImageSpec } from './image-builder.js';
import { buildTar, longName, pax, type TarPart } from './tar-builder.js';
import { buildZip, type ZipPart } from './zip-builder.js';

const inner = buildZip([{ name: 'inner.js', content: 'inner' }]);

const PARTS: readonly ZipPart[] = [
  { name: 'index.js', content: 'exports.handler = async () => ({ statusCode: 200 });\n'.repeat(4) },
  { name: 'node_modules/a/package.json', content: '{"name":"a","version":"1.0.0"}', method: 0 },
  { name: 'node_modules/b', content: 'a', mode: 0o120777 },
  { name: 'lib/' },
  { name: 'lib/inner.zip', content: inner },
];

const TAR_PARTS: readonly TarPart[] = [
  { name: 'package/index.js', content: 'exports.handler = async () => ({ statusCode: 200 });\n'.repeat(4) },
  pax({ path: 'package/node_modules/a/package.json', mtime: '1.5' }),
  { name: 'cut', content: '{"name":"a","version":"1.0.0"}' },
  longName('package/lib/long.js'),
  { name: 'cut', content: 'long', magic: 'gnu' },
  { name: 'package/node_modules/b', type: '2', linkName: 'a' },
  { name: 'package/twin.js', type: '1', linkName: 'package/index.js' },
  { name: 'package/inner.zip', content: inner },
];

/** As the Serverless Framework packs a function: names in UTF-8, sizes behind the bytes, modes of Unix. */
const PACKED: readonly ZipPart[] = [
  { name: 'index.js', content: "exports.handler = async () => require('a');\n", mode: 0o100644 },
  { name: 'node_modules/a/package.json', content: '{"name":"a","version":"1.0.0"}', mode: 0o100644 },
  { name: 'node_modules/a/index.js', content: 'module.exports = 1;\n', mode: 0o100755 },
  { name: 'lib/caf\u00e9.js', content: 'module.exports = 2;\n', mode: 0o100644 },
].map((part) => ({ ...part, dataDescriptor: true, flags: 0x808 }));

/** As `zip -y` packs a layer without folders: a link is an entry. */
const LAYER: readonly ZipPart[] = [
  { name: 'nodejs/node_modules/a/package.json', content: '{"name":"a","version":"1.0.0"}' },
  { name: 'nodejs/node_modules/a/index.js', content: 'module.exports = 1;\n' },
  { name: 'nodejs/node_modules/.bin/a', content: '../a/index.js', mode: 0o120755 },
];

const IMAGE: ImageSpec = {
  layers: [TAR_PARTS, [{ name: 'package/.wh.index.js' }, { name: 'package/twin.js', content: 'upper' }]],
};

/** Small sound archives by file name, to be mutated. */
export const ARCHIVE_SEEDS: ReadonlyMap<string, Buffer> = new Map([
  ['plain.zip', buildZip(PARTS)],
  ['streamed.zip', buildZip(PARTS.map((part) => ({ ...part, dataDescriptor: true })))],
  ['wide.zip', buildZip(PARTS, { zip64: {}, comment: 'a comment' })],
  ['prefixed.zip', buildZip(PARTS, { prefix: Buffer.from('#!/bin/sh\n') })],
  ['unnamed', buildZip(PARTS)],
  ['function.zip', buildZip(PACKED)],
  ['layer.zip', buildZip(LAYER)],
  ['plain.tar', buildTar(TAR_PARTS)],
  ['package.tgz', gzipSync(buildTar(TAR_PARTS))],
  // Stored, so that changes reach the entries before the checksum reveals them.
  ['stored.tgz', gzipSync(buildTar(TAR_PARTS), { level: 0 })],
  ['layout.tar', layoutTar(ociLayout(IMAGE))],
  ['docker.tar', layoutTar(dockerArchive({ ...IMAGE, isGzipped: true }))],
]);
