import { composer } from '../../versions/index.js';
import type { Ecosystem } from '../ecosystem.js';
import { NOT_FOUND_BY_SCANS } from '../not-found-by-scans.js';
import { PHP_MANAGERS } from './managers.js';

/** https://getcomposer.org/doc/04-schema.md#name */
export const packagist = {
  ...NOT_FOUND_BY_SCANS,
  id: 'packagist',
  title: 'Packagist (PHP)',
  name: 'Packagist',
  purlType: 'composer',
  securityHubName: 'COMPOSER',
  versions: composer,
  managers: PHP_MANAGERS,
  isFound: true,
  names: {
    separator: '/',
    isPackageName: (name) => /^[a-z0-9][a-z0-9._-]*\/[a-z0-9][a-z0-9._-]*$/i.test(name),
    normalise: (name) => name.toLowerCase(),
  },
} satisfies Ecosystem;
