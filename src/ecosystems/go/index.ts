import type { Ecosystem } from '../ecosystem.js';
import { NOT_FOUND_BY_SCANS } from '../not-found-by-scans.js';

/** Module paths: https://go.dev/ref/mod#go-mod-file-ident */
export const go = {
  ...NOT_FOUND_BY_SCANS,
  id: 'go',
  title: 'Go modules',
  name: 'Go',
  purlType: 'golang',
  securityHubName: 'GOMOD',
  names: {
    separator: '/',
    isPackageName: (name) =>
      name.split('/').every((part) => /^[\w.~-]+$/.test(part) && !/^\.|\.$/.test(part)),
    normalise: (name) => name,
  },
} satisfies Ecosystem;
