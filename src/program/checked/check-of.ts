import type { AnyNode } from 'acorn';
import { bareNode } from '../scopes/bare-node.js';
import type { Check } from './check.js';
import { nameOf } from './names.js';
import { addressOfServer, parsedAddressIn } from './servers.js';

/** A check of an address's server is one of the address. */
function ofAddress(checks: readonly Check[]): readonly Check[] {
  return checks.flatMap((check) => {
    const address = addressOfServer(check.name);
    return address === null ? [check] : [check, { name: address, kind: 'host' as const }];
  });
}

export const NONE: readonly Check[] = [];

/** The name whose value an expression is, or whose server it names. */
export function checkOf(node: AnyNode | undefined, kind: Check['kind'] = 'value'): readonly Check[] {
  const name = node ? nameOf(node) : null;
  if (name !== null) return ofAddress([{ name, kind }]);
  const address = node ? parsedAddressIn(bareNode(node)) : null;
  return address ? checkOf(address, 'host') : NONE;
}
