import { rpm } from '../../versions/index.js';
import { RPM, distribution, majorRelease } from '../distribution.js';

/** https://ossf.github.io/osv-schema/#defined-ecosystems: `Azure Linux:3`; its second release was called Mariner. */
export const azureLinux = distribution({
  id: 'azure-linux',
  title: 'Azure Linux',
  name: 'Azure Linux',
  format: RPM,
  versions: rpm,
  osIds: ['azurelinux', 'mariner'],
  namespace: 'azure-linux',
  releaseOf: majorRelease,
  advisoriesName: 'both',
});
