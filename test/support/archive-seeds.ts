import { buildZip, type ZipPart } from './zip-builder.js';

const inner = buildZip([{ name: 'inner.js', content: 'inner' }]);

const PARTS: readonly ZipPart[] = [
  { name: 'index.js', content: 'exports.handler = async () => ({ statusCode: 200 });\n'.repeat(4) },
  { name: 'node_modules/a/package.json', content: '{"name":"a","version":"1.0.0"}', method: 0 },
  { name: 'node_modules/b', content: 'a', mode: 0o120777 },
  { name: 'lib/' },
  { name: 'lib/inner.zip', content: inner },
];

/** Small sound archives by file name, to be mutated. */
export const ARCHIVE_SEEDS: ReadonlyMap<string, Buffer> = new Map([
  ['plain.zip', buildZip(PARTS)],
  ['streamed.zip', buildZip(PARTS.map((part) => ({ ...part, dataDescriptor: true })))],
  ['wide.zip', buildZip(PARTS, { zip64: {}, comment: 'a comment' })],
  ['prefixed.zip', buildZip(PARTS, { prefix: Buffer.from('#!/bin/sh\n') })],
  ['unnamed', buildZip(PARTS)],
]);
