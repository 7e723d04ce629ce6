import type { Artifact, Change, Finding, Package, Remediation } from '../../model/index.js';
import { releaseLine } from '../../versions/index.js';

/** A finding, and the version that clears it. */
export interface Target {
  readonly finding: Finding;
  readonly found: Package;
  readonly action: Change['action'];
  readonly to: string | null;
  /** True if only the malicious release itself is known. Any other version that is known to be clean then replaces it. */
  readonly isOfRelease: boolean;
}

type Answer = Pick<Target, 'action' | 'to' | 'isOfRelease'>;

/** Versions that a package can have, ascending. */
export function versionsOf({ version, candidates }: Package): readonly string[] {
  return version === null ? candidates : [version];
}

/** The highest version that a package can have; null when none is known. */
export function currentOf(found: Package): string | null {
  return versionsOf(found).at(-1) ?? null;
}

/**
 * Whether an installer can replace the package. A vendored copy belongs to the package around it, an extraneous package disappears by
 * itself, and packages of an image's system come with a newer base: one change for all of them, which their findings name.
 */
function isReplaceable({ vendoredIn, extraneous, presence, system }: Package): boolean {
  return vendoredIn === null && !extraneous && presence !== 'runtime' && !system;
}

/** Outcomes for malicious packages, by package id. */
interface Fate {
  /** Packages to remove without a known replacement. All their findings are cleared by the removal. */
  readonly leaving: ReadonlySet<string | null>;
  /** Clean versions from before or after the attack. */
  readonly good: ReadonlyMap<string | null, string>;
}

function fateOf(findings: readonly Finding[]): Fate {
  const malware = findings.filter(({ kind, status }) => kind === 'malware' && status === 'open');
  const of = (action: Remediation['action']): Finding[] =>
    malware.filter(({ remediation }) => remediation?.action === action);
  const good = new Map(
    of('replace').flatMap(({ package: id, remediation }) =>
      remediation?.version ? [[id, remediation.version] as const] : [],
    ),
  );
  const moved = new Set(of('remove').flatMap((one) => (one.remediation?.version ? one.package : [])));
  const removed = of('remove').map((one) => one.package);
  return { good, leaving: new Set(removed.filter((id) => !moved.has(id) && !good.has(id))) };
}

function isKnownRelease({ kind, remediation }: Finding): boolean {
  return kind === 'malware' && remediation?.action === 'replace';
}

function stepOf({ direct }: Package): 'override' | 'upgrade' {
  return direct === false ? 'override' : 'upgrade';
}

/** The change that clears one finding; null when none is known. */
function answerTo(finding: Finding, found: Package, { leaving, good }: Fate): Answer | null {
  const { package: id, remediation } = finding;
  if (leaving.has(id)) return { action: 'remove', to: null, isOfRelease: false };
  if (!remediation) return null;
  const { action, version, withinMajor } = remediation;
  const to = withinMajor ?? version;
  if (action === 'remove') return { action, to: to ?? good.get(id) ?? null, isOfRelease: false };
  if (to === null) return null;
  if (action === 'upgrade') return { action: stepOf(found), to, isOfRelease: false };
  return isKnownRelease(finding) ? { action: 'remove', to, isOfRelease: true } : null;
}

function targetOf(finding: Finding, found: Package | undefined, fate: Fate): Target[] {
  if (!found || finding.status !== 'open' || !isReplaceable(found)) return [];
  const answer = answerTo(finding, found, fate);
  return answer ? [{ finding, found, ...answer }] : [];
}

/** Malware that another finding's upgrade replaces as well needs no change of its own: one change of the package is enough. */
function withSteps(targets: readonly Target[]): Target[] {
  const steps = targets.filter(({ to, isOfRelease }) => to !== null && !isOfRelease);
  return targets.map((target) => {
    if (target.action !== 'remove' || target.to === null) return target;
    const line = releaseLine(currentOf(target.found) ?? '');
    const step = steps.find(
      ({ found, action, to }) =>
        found.id === target.found.id &&
        (to === target.to ? action !== 'remove' : target.isOfRelease && releaseLine(to ?? '') === line),
    );
    return step ? { ...target, action: step.action, to: step.to } : target;
  });
}

/** Findings of an artifact that are open and that a known change clears. */
export function targetsOf({ findings, packages }: Pick<Artifact, 'findings' | 'packages'>): Target[] {
  const byId = new Map(packages.map((found) => [found.id, found]));
  const fate = fateOf(findings);
  return withSteps(findings.flatMap((finding) => targetOf(finding, byId.get(finding.package ?? ''), fate)));
}
