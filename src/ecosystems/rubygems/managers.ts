import type { PackageManager } from '../package-manager.js';

/** https://bundler.io/man/bundle-add.1.html: a gem that the Gemfile has cannot be added once more. */
const bundler = {
  id: 'bundler',
  install: 'bundle install',
  add: ({ name, version }) => `bundle remove '${name}' && bundle add '${name}' --version '${version}'`,
  remove: (name) => `bundle remove '${name}'`,
  force: ({ name, version, isDirectToo }) =>
    `${isDirectToo ? `bundle remove '${name}' && ` : ''}bundle add '${name}' --version '${version}'`,
} satisfies PackageManager;

export const RUBY_MANAGERS: readonly PackageManager[] = [bundler];
