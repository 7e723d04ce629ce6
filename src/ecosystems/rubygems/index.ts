import type { Ecosystem } from '../ecosystem.js';
import { NOT_FOUND_BY_SCANS, plainNames } from '../not-found-by-scans.js';

/** Names as the reference of gem specifications has them, `Gem::Specification#name`. */
export const rubygems = {
  ...NOT_FOUND_BY_SCANS,
  id: 'rubygems',
  title: 'RubyGems',
  name: 'RubyGems',
  purlType: 'gem',
  securityHubName: 'BUNDLER',
  names: plainNames(/^[a-z0-9][\w.-]*$/i),
} satisfies Ecosystem;
