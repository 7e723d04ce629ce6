import { rpm } from '../../versions/index.js';
import { RPM, distribution, majorRelease } from '../distribution.js';

/** OSV has no records of it: its advisories are in the `updateinfo.xml` of its repositories. https://docs.aws.amazon.com/linux/al2023/ug/managing-repos-os-updates.html */
export const amazonLinux = distribution({
  id: 'amazon-linux',
  title: 'Amazon Linux',
  name: 'Amazon Linux',
  format: RPM,
  versions: rpm,
  osIds: ['amzn'],
  namespace: 'amzn',
  releaseOf: majorRelease,
  advisoriesName: 'both',
  advisoriesIn: 'updateinfo',
});
