/** What `pom.properties` says of the jar that Maven built. https://maven.apache.org/shared/maven-archiver/#pom-content */
export interface PomProperties {
  readonly group: string;
  readonly artifact: string;
  readonly version: string;
}

const LINE = /^[ \t\f]*(groupId|artifactId|version)[ \t\f]*[=:][ \t\f]*(.*)$/;

/** Reads the three properties; null if one of the names is missing. The last line of a name counts, as in Java. */
export function readPomProperties(text: string): PomProperties | null {
  const values = new Map<string, string>();
  for (const line of text.split(/[\r\n]+/)) {
    const [, name, value = ''] = LINE.exec(line) ?? [];
    if (name !== undefined) values.set(name, value.replaceAll('\\', '').trim());
  }
  const [group, artifact] = [values.get('groupId'), values.get('artifactId')];
  return group && artifact ? { group, artifact, version: values.get('version') ?? '' } : null;
}
