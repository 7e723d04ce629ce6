import type { Ecosystem } from '../ecosystem.js';
import { NOT_FOUND_BY_SCANS } from '../not-found-by-scans.js';

/** https://maven.apache.org/pom.html#maven-coordinates */
export const maven = {
  ...NOT_FOUND_BY_SCANS,
  id: 'maven',
  title: 'Maven (Java)',
  name: 'Maven',
  purlType: 'maven',
  securityHubName: 'JAR',
  names: {
    separator: ':',
    isPackageName: (name) => /^[\w.-]+:[\w.-]+$/.test(name),
    normalise: (name) => name,
  },
} satisfies Ecosystem;
