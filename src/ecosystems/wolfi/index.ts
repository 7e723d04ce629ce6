import { apk } from '../../versions/index.js';
import { APK, distribution } from '../distribution.js';

/** https://ossf.github.io/osv-schema/#defined-ecosystems: without releases. */
export const wolfi = distribution({
  id: 'wolfi',
  title: 'Wolfi',
  name: 'Wolfi',
  format: APK,
  versions: apk,
  osIds: ['wolfi'],
  namespace: 'wolfi',
  releaseOf: () => '',
  advisoriesName: 'sources',
});
