import { FORKS } from './forks.js';

/** Packages and scopes → the fork group's name, where it is not that of the earliest package. */
const GROUPS = new Map([
  ['xmldom', '@xmldom'],
  ['node-uuid', 'uuid'],
  ['hoek', '@hapi'],
  ['joi', '@hapi'],
  ['apollo-server-core', '@apollo'],
  ['redis', '@redis'],
]);

const EARLIER = new Map(FORKS.map(([name, earlier]) => [name, earlier]));

/** The fork group of a package: that of what it was forked from, `lodash` for its parts, its scope, or its own name. */
export function forkGroupOf(name: string): string {
  if (/^lodash[.-]/.test(name)) return 'lodash';
  const [scope = name] = name.split('/');
  const group = GROUPS.get(name) ?? GROUPS.get(scope);
  if (group !== undefined) return group;
  const earlier = EARLIER.get(name) ?? EARLIER.get(scope);
  return earlier === undefined ? scope : forkGroupOf(earlier);
}
