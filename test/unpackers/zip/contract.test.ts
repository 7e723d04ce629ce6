import { bytesInMemory } from '../../../src/files/index.js';
import { zip } from '../../../src/unpackers/zip/index.js';
import { buildZip } from '../../support/zip-builder.js';
import { describeUnpacker } from '../contract.js';

const sound = buildZip([
  { name: 'index.js', content: 'exports.handler = () => 1;' },
  { name: 'lib/a.js', content: 'a', dataDescriptor: true },
  { name: 'link', content: 'lib', mode: 0o120777 },
]);

describeUnpacker({
  unpacker: zip,
  sound: () => ({ kind: 'archive', name: 'function.zip', bytes: bytesInMemory(sound) }),
});
