import { gzipSync } from 'node:zlib';
import { bytesInMemory } from '../../../src/files/index.js';
import { tar } from '../../../src/unpackers/tar/index.js';
import { buildTar, pax } from '../../support/tar-builder.js';
import { describeUnpacker } from '../contract.js';

const sound = buildTar([
  { name: 'package/index.js', content: 'exports.handler = () => 1;' },
  pax({ path: 'package/lib/a.js' }),
  { name: 'cut', content: 'a' },
  { name: 'package/link', type: '2', linkName: 'lib' },
  { name: 'package/twin.js', type: '1', linkName: 'package/index.js' },
]);

for (const [name, bytes] of [
  ['package.tar', sound],
  ['package.tgz', gzipSync(sound)],
] as const) {
  describeUnpacker({ unpacker: tar, sound: () => ({ kind: 'archive', name, bytes: bytesInMemory(bytes) }) });
}
