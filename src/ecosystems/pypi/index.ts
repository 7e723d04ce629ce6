import type { Ecosystem } from '../ecosystem.js';
import { NOT_FOUND_BY_SCANS } from '../not-found-by-scans.js';

/** https://packaging.python.org/en/latest/specifications/name-normalization/ */
export const pypi = {
  ...NOT_FOUND_BY_SCANS,
  id: 'pypi',
  title: 'PyPI (Python)',
  name: 'PyPI',
  purlType: 'pypi',
  securityHubName: 'PIP',
  names: {
    separator: null,
    isPackageName: (name) => /^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$/i.test(name),
    normalise: (name) => name.replace(/[-_.]+/g, '-').toLowerCase(),
  },
} satisfies Ecosystem;
