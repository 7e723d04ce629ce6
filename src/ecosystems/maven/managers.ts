import type { PackageManager } from '../package-manager.js';

/** https://www.mojohaus.org/versions/versions-maven-plugin/use-dep-version-mojo.html changes what a pom.xml requires itself; no command manages versions of others. */
const mvn = {
  id: 'maven',
  install: 'mvn package',
  add: ({ name, version }) =>
    `mvn versions:use-dep-version -Dincludes=${name} -DdepVersion=${version} -DforceVersion=true`,
  remove: () => null,
  force: () => null,
} satisfies PackageManager;

/** Versions stand in build scripts, which are programs: no command changes them. https://docs.gradle.org/current/userguide/dependency_constraints.html */
const gradle = {
  id: 'gradle',
  install: 'gradle build',
  add: () => null,
  remove: () => null,
  force: () => null,
} satisfies PackageManager;

export const JAVA_MANAGERS: readonly PackageManager[] = [mvn, gradle];
