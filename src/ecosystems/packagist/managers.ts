import type { PackageManager } from '../package-manager.js';

/** https://getcomposer.org/doc/03-cli.md */
const composer = {
  id: 'composer',
  install: 'composer install',
  add: ({ name, version }) => `composer require '${name}:^${version.replace(/^v/i, '')}'`,
  remove: (name) => `composer remove '${name}'`,
  force: ({ name, version }) =>
    `composer update '${name}' --with '${name}:^${version.replace(/^v/i, '')}' --with-all-dependencies`,
} satisfies PackageManager;

export const PHP_MANAGERS: readonly PackageManager[] = [composer];
