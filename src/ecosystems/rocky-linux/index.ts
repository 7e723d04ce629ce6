import { rpm } from '../../versions/index.js';
import { RPM, distribution, majorRelease } from '../distribution.js';

/** https://ossf.github.io/osv-schema/#defined-ecosystems: `Rocky Linux:9`. */
export const rockyLinux = distribution({
  id: 'rocky-linux',
  title: 'Rocky Linux',
  name: 'Rocky Linux',
  format: RPM,
  versions: rpm,
  osIds: ['rocky'],
  namespace: 'rocky-linux',
  releaseOf: majorRelease,
  advisoriesName: 'both',
});
