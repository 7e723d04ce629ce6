import { bytesInMemory } from '../../../src/files/index.js';
import { image } from '../../../src/unpackers/image/index.js';
import { dockerArchive, layoutTar, ociLayout, type ImageSpec } from '../../support/image-builder.js';
import { describeUnpacker } from '../contract.js';

const spec: ImageSpec = {
  isGzipped: true,
  layers: [
    [
      { name: 'var/task/index.js', content: 'exports.handler = () => 1;' },
      { name: 'lib', type: '2', linkName: '/usr/lib' },
    ],
    [
      { name: 'var/task/a.js', content: 'a' },
      { name: 'var/task/twin.js', type: '1', linkName: 'var/task/index.js' },
    ],
  ],
};

for (const bytes of [layoutTar(ociLayout(spec)), layoutTar(dockerArchive(spec))]) {
  describeUnpacker({
    unpacker: image,
    sound: () => ({ kind: 'archive', name: 'image.tar', bytes: bytesInMemory(bytes) }),
  });
}
