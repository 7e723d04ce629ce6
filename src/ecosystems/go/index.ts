import { semver } from '../../versions/index.js';
import type { Ecosystem } from '../ecosystem.js';
import { GO_MANAGERS } from './managers.js';
import { NOT_FOUND_BY_SCANS } from '../not-found-by-scans.js';

/** Module paths: https://go.dev/ref/mod#go-mod-file-ident */
export const go = {
  ...NOT_FOUND_BY_SCANS,
  id: 'go',
  title: 'Go modules',
  name: 'Go',
  purlType: 'golang',
  securityHubName: 'GOMOD',
  versions: semver,
  managers: GO_MANAGERS,
  isFound: true,
  names: {
    separator: '/',
    isPackageName: (name) =>
      name.split('/').every((part) => /^[\w.~-]+$/.test(part) && !/^\.|\.$/.test(part)),
    normalise: (name) => name,
  },
} satisfies Ecosystem;
