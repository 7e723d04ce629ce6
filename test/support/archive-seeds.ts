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
  ['plain.tar', buildTar(TAR_PARTS)],
  ['package.tgz', gzipSync(buildTar(TAR_PARTS))],
  // Stored, so that changes reach the entries before the checksum reveals them.
  ['stored.tgz', gzipSync(buildTar(TAR_PARTS), { level: 0 })],
  ['layout.tar', layoutTar(ociLayout(IMAGE))],
  ['docker.tar', layoutTar(dockerArchive({ ...IMAGE, isGzipped: true }))],
]);
