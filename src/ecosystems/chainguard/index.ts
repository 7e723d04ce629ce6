import { apk } from '../../versions/index.js';
import { APK, distribution } from '../distribution.js';

/** https://ossf.github.io/osv-schema/#defined-ecosystems: without releases. */
export const chainguard = distribution({
  id: 'chainguard',
  title: 'Chainguard',
  name: 'Chainguard',
  format: APK,
  versions: apk,
  osIds: ['chainguard'],
  namespace: 'chainguard',
  releaseOf: () => '',
  advisoriesName: 'sources',
});
