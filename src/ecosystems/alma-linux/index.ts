import { rpm } from '../../versions/index.js';
import { RPM, distribution, majorRelease } from '../distribution.js';

/** https://ossf.github.io/osv-schema/#defined-ecosystems: `AlmaLinux:9`. */
export const almaLinux = distribution({
  id: 'alma-linux',
  title: 'AlmaLinux',
  name: 'AlmaLinux',
  format: RPM,
  versions: rpm,
  osIds: ['almalinux'],
  namespace: 'almalinux',
  releaseOf: majorRelease,
  advisoriesName: 'both',
});
