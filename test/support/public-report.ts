import type { FunctionPackage, Report } from '../../src/model/index.js';
import { packageOf } from './model-builders.js';
import { reportedArtifact, reportedFunction, reportOf, upgradeOf } from './sample-report.js';

/** Severity and loading of a package by its name. */
export const PACKAGES = [
  ['never-loaded', 'critical', false],
  ['who-knows', 'high', null],
  ['loaded', 'low', true],
] as const;

/** A public function; the worse a package's severity, the less it is loaded. */
export function publicReport(): Report {
  const packages = PACKAGES.map(([name]) => packageOf(name, '1.0.0'));
  const findings = PACKAGES.map(([name, severity]) =>
    upgradeOf(name, '1.0.0', { severity, id: name, rule: `GHSA-${name}` }),
  );
  const artifact = reportedArtifact('code', { packages, findings });
  const views = packages.map(({ id }, at): FunctionPackage => {
    const reachable = PACKAGES[at]?.[2] ?? null;
    return { artifact: 'code', id, reachable, when: reachable ? 'start' : null, via: [], shadowedBy: null };
  });
  const exposure = {
    level: 'public',
    statements: ['http GET /: anybody may call it: AuthType NONE'],
  } as const;
  return reportOf([{ ...reportedFunction('fn', [artifact]), exposure, packages: views }], [artifact]);
}
