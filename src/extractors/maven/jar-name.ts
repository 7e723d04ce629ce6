import { maven } from '../../ecosystems/index.js';
import { baseOf } from '../../files/index.js';

/** What the name of a jar says, as Maven's and Gradle's repositories name them. */
export interface JarName {
  readonly artifact: string;
  /** Null if the name has none. */
  readonly version: string | null;
}

/** Classifiers that Maven Central has: systems and runtimes that native parts are for, and kinds of builds. */
const CLASSIFIER =
  /-(?:(?:linux|windows|osx|macos)(?:-(?:x86_64|x86_32|x86|aarch_64|aarch64|arm64|ppcle_64|s390_64|riscv64))?(?:-(?:fedora|musl|gpu))?|jdk\d+|java\d+|jakarta|shaded|all|uber|with-dependencies|jar-with-dependencies|nohash|exec|runtime|plain|no_aop|classes|tests?)$/;
/** A snapshot by its time: https://maven.apache.org/ref/3-LATEST/maven-repository-metadata/ */
const TIMESTAMP = /-\d{8}\.\d{6}-\d+$/;

/** The first place where a version begins: behind a hyphen, with a digit. */
function versionPlace(name: string): number {
  const found = /-\d/.exec(name);
  if (found === null) return -1;
  // `log4j-1.2-api-2.17.1`: what follows a version is an artifact if letters and another version follow.
  const later = /^-[\d.]+-[a-z][a-z_-]*-(?=\d)/i.exec(name.slice(found.index));
  const isQualifier = later !== null && maven.versions.isPrerelease(`1${later[0].slice(0, -1)}`);
  return later && !isQualifier ? found.index + later[0].length - 1 : found.index;
}

/** Reads the name of a jar: `jackson-core-2.15.2.jar`, `netty-transport-4.1.100.Final-linux-x86_64.jar`, `guava-31.1-jre.jar`. */
export function readJarName(path: string): JarName {
  const name = baseOf(path).replace(/\.(?:jar|war|ear)$/i, '');
  const at = versionPlace(name);
  if (at <= 0) return { artifact: name, version: null };
  const version = name
    .slice(at + 1)
    .replace(CLASSIFIER, '')
    .replace(TIMESTAMP, '-SNAPSHOT');
  if (!maven.versions.isValid(version)) return { artifact: name, version: null };
  return { artifact: name.slice(0, at), version };
}
