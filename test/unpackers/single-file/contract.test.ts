import { bytesInMemory } from '../../../src/files/index.js';
import { singleFile } from '../../../src/unpackers/single-file/index.js';
import { describeUnpacker } from '../contract.js';

describeUnpacker({
  unpacker: singleFile,
  sound: () => ({
    kind: 'archive',
    name: 'build/index.mjs',
    bytes: bytesInMemory(Buffer.from('export {};')),
  }),
});
