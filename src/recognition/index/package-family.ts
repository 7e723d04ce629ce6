/** Packages that are forks of one another or parts of one, by the name that they share as a family. */
const FORKS = new Map([
  ['xmldom', '@xmldom'],
  ['node-uuid', 'uuid'],
  ['hoek', '@hapi'],
  ['joi', '@hapi'],
  ['apollo-server-core', '@apollo'],
  ['mysql2', 'mysql'],
  ['redis', '@redis'],
  ['@smithy', '@aws-sdk'],
  ['@aws-crypto', '@aws-sdk'],
]);

/** The family of a package: its forks', `lodash` for its many parts, its scope, or itself. */
export function familyOf(name: string): string {
  if (/^lodash[.-]/.test(name)) return 'lodash';
  const family = name.startsWith('@') ? name.slice(0, name.indexOf('/')) : name;
  return FORKS.get(name) ?? FORKS.get(family) ?? family;
}
