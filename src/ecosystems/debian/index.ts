import { dpkg } from '../../versions/index.js';
import { DEB, distribution, majorRelease } from '../distribution.js';

/** https://ossf.github.io/osv-schema/#defined-ecosystems: `Debian:12`; testing and unstable have no number. */
export const debian = distribution({
  id: 'debian',
  title: 'Debian',
  name: 'Debian',
  format: DEB,
  versions: dpkg,
  osIds: ['debian'],
  namespace: 'debian',
  releaseOf: majorRelease,
  advisoriesName: 'sources',
});
