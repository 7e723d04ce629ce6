import type { Finding } from '../../src/model/index.js';
import type { MatchedTree } from '../../src/remediation/index.js';
import { findingOf, packageOf } from './model-builders.js';

/** `node_modules/left 1.0.0 RULE…`: folder, version and the advisories on it; `dev` first for development alone. */
export function treeOf(...rows: readonly string[]): MatchedTree {
  const shipped = new Set<string>();
  const findings: Finding[] = [];
  const packages = rows.map((row) => {
    const words = row.split(' ');
    const isDevelopment = words[0] === 'dev';
    const [location = '', version = '', ...rules] = isDevelopment ? words.slice(1) : words;
    const name = location.split('node_modules/').at(-1) ?? '';
    if (!isDevelopment) shipped.add(location);
    for (const rule of rules)
      findings.push(findingOf({ id: `${location} ${rule}`, kind: 'advisory', rule, package: location }));
    return packageOf(name, version, {
      id: location,
      evidence: [{ method: 'lockfile', path: 'package-lock.json', detail: location }],
    });
  });
  return { packages, shipped, findings };
}
