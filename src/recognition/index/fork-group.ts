/** Packages and scopes that are forks or parts of one another → the fork group's name. */
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

/** The fork group of a package: that of its forks, `lodash` for its parts, its scope, or its own name. */
export function forkGroupOf(name: string): string {
  if (/^lodash[.-]/.test(name)) return 'lodash';
  const forkGroup = name.startsWith('@') ? name.slice(0, name.indexOf('/')) : name;
  return FORKS.get(name) ?? FORKS.get(forkGroup) ?? forkGroup;
}
