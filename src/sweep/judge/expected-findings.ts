import type { JoinableArtifact } from '../../functions/index.js';
import { fingerprintInFunction, fingerprintOf, PLAIN_FINDING, type Finding } from '../../model/index.js';
import { counted, listed } from '../../reporters/index.js';
import { sbomFindings, type NamedSbom, type Sbom } from '../../sbom/index.js';
import type { StoredFunction, StoredVersion } from '../../store/index.js';
import type { FunctionExpectation } from './open-expectations.js';

export interface Comparison {
  readonly fn: Pick<StoredFunction, 'arn'>;
  readonly version: Pick<StoredVersion, 'code'>;
  readonly expectation: FunctionExpectation;
}

/** Names in a title. */
const MAX_LACKED = 20;

const WHY =
  'The running code comes from no known build: it was changed, deployed another way, or the build was not deployed.';

/** The running code is none of the builds. */
function codeFindings({ fn, version, expectation }: Comparison): Finding[] {
  const { builds, source, line } = expectation;
  const { code } = version;
  const sha256 = code.slice(code.indexOf(':') + 1);
  if (builds.length === 0 || builds.some((build) => build.sha256 === sha256)) return [];
  const named = builds.map((build) => build.zip ?? build.sha256);
  const rule = 'expected-code';
  const title = `Its code is not what was built: ${listed(named, 2)}`;
  return [
    {
      ...PLAIN_FINDING,
      id: rule,
      kind: 'drift',
      rule,
      title,
      why: WHY,
      severity: 'high',
      confidence: 'high',
      locations: [],
      evidence: [
        {
          path: source,
          line,
          detail: `${sha256} runs; expected was ${listed(
            builds.map((build) => build.sha256),
            2,
          )}`,
        },
      ],
      remediation: {
        action: 'review',
        version: null,
        major: false,
        direct: null,
        text: 'Find out who deployed it, and deploy the build. If the code is intended, add it to the file of --expect.',
      },
      fingerprint: fingerprintInFunction(fingerprintOf({ kind: 'drift', rule, subject: 'code' }), fn.arn),
    },
  ];
}

/** A layer may bring packages of the SBOM, but the SBOM does not describe the layer. */
function withoutLayers(sbom: Sbom, layers: readonly JoinableArtifact[]): Sbom {
  const brought = new Set(
    layers.flatMap(({ packages }) => packages.map(({ ecosystem, name }) => `${ecosystem}:${name}`)),
  );
  const components = sbom.components.map((component) =>
    brought.has(`${component.ecosystem}:${component.name}`) ? { ...component, isOptional: true } : component,
  );
  return { ...sbom, components };
}

const LACKED =
  'Bundlers drop unused packages, and optional packages may be for other platforms. A build from another lockfile lacks packages too.';

/** Packages that a lockfile names and that neither the code nor a layer has: one finding, as a bundle may lack many. */
function lackedFindings(
  { sbom: { format, components }, source }: NamedSbom,
  artifacts: readonly JoinableArtifact[],
): Finding[] {
  if (format !== 'lockfile') return [];
  const there = new Set(
    artifacts
      .flatMap(({ packages }) => packages)
      .filter(({ presence }) => presence !== 'declared')
      .map(({ ecosystem, name }) => `${ecosystem}:${name}`),
  );
  const lacked = components.filter(({ ecosystem, name }) => !there.has(`${ecosystem}:${name}`));
  const names = [...new Set(lacked.map(({ name }) => name))].sort();
  if (names.length === 0) return [];
  const rule = 'sbom-missing';
  const title = `${counted(names.length, 'package')} of the lockfile not found: ${listed(names, MAX_LACKED)}`;
  return [
    {
      ...PLAIN_FINDING,
      id: `${rule}#${source}`,
      kind: 'drift',
      rule,
      title,
      why: LACKED,
      severity: 'low',
      confidence: 'medium',
      certainty: 'possible',
      locations: [],
      evidence: [{ path: source, line: null, detail: title }],
      remediation: {
        action: 'review',
        version: null,
        major: false,
        direct: null,
        text: 'Find out whether the code was built from this lockfile.',
      },
      fingerprint: fingerprintOf({ kind: 'drift', rule, subject: `path:${source}` }),
    },
  ];
}

/** As findings of the function: others may run the same code, and be expected to run something else. */
function ofFunction(finding: Finding, arn: string): Finding {
  const rule = finding.rule.replace('sbom-', 'expected-');
  const fingerprint = finding.fingerprint.replace(finding.rule, rule);
  return { ...finding, rule, package: null, fingerprint: fingerprintInFunction(fingerprint, arn) };
}

/**
 * Findings about unexpected code of a function's version.
 * @param artifacts its mounts that could be read.
 */
export function expectedFindings(
  comparison: Comparison,
  artifacts: ReadonlyMap<string, JoinableArtifact>,
): Finding[] {
  const { fn, version, expectation } = comparison;
  const code = artifacts.get(version.code);
  const layers = [...artifacts.values()].filter(({ kind }) => kind === 'layer');
  const { sboms } = expectation;
  const compared = code
    ? sboms.flatMap((list) => [
        ...sbomFindings(withoutLayers(list.sbom, layers), code, list.source).findings,
        ...lackedFindings(list, [code, ...layers]),
      ])
    : [];
  return [...codeFindings(comparison), ...compared.map((finding) => ofFunction(finding, fn.arn))];
}
