import { maven as mavenOrder } from '../../versions/index.js';
import type { Ecosystem } from '../ecosystem.js';
import { JAVA_HANDLERS } from './java-handlers.js';
import { JAVA_MANAGERS } from './managers.js';
import { NOT_FOUND_BY_SCANS } from '../not-found-by-scans.js';

/** https://maven.apache.org/pom.html#maven-coordinates */
export const maven = {
  ...NOT_FOUND_BY_SCANS,
  id: 'maven',
  title: 'Maven (Java)',
  name: 'Maven',
  purlType: 'maven',
  securityHubName: 'JAR',
  versions: mavenOrder,
  managers: JAVA_MANAGERS,
  overriddenIn: '<dependencyManagement> of pom.xml, or a constraint of Gradle',
  isFound: true,
  handlers: JAVA_HANDLERS,
  names: {
    separator: ':',
    isPackageName: (name) => /^[\w.-]+:[\w.-]+$/.test(name),
    normalise: (name) => name,
  },
} satisfies Ecosystem;
