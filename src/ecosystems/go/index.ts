import { semver } from '../../versions/index.js';
import type { Ecosystem } from '../ecosystem.js';
import { GO_MANAGERS, STANDARD_LIBRARY } from './managers.js';
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
  // https://go.dev/ref/mod#versions: those of modules begin with `v`; Go itself has plain ones. OSV leaves `v` out.
  spell: (name, version) => (name === STANDARD_LIBRARY || !/^\d/.test(version) ? version : `v${version}`),
  managers: GO_MANAGERS,
  isFound: true,
  names: {
    separator: '/',
    isPackageName: (name) =>
      name.split('/').every((part) => /^[\w.~-]+$/.test(part) && !/^\.|\.$/.test(part)),
    normalise: (name) => name,
  },
} satisfies Ecosystem;
