import { rubygems as versions } from '../../versions/index.js';
import type { Ecosystem } from '../ecosystem.js';
import { NOT_FOUND_BY_SCANS, plainNames } from '../not-found-by-scans.js';
import { isProvidedByRubyRuntime } from './lambda-runtime.js';
import { RUBY_MANAGERS } from './managers.js';
import { RUBY_HANDLERS } from './ruby-handlers.js';

/** Names as the reference of gem specifications has them, `Gem::Specification#name`. */
export const rubygems = {
  ...NOT_FOUND_BY_SCANS,
  id: 'rubygems',
  title: 'RubyGems',
  name: 'RubyGems',
  purlType: 'gem',
  securityHubName: 'BUNDLER',
  versions,
  managers: RUBY_MANAGERS,
  isFound: true,
  handlers: RUBY_HANDLERS,
  isProvidedByRuntime: isProvidedByRubyRuntime,
  names: plainNames(/^[a-z0-9][\w.-]*$/i),
} satisfies Ecosystem;
