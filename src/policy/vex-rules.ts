import { readPurl } from '../ecosystems/index.js';
import type { Artifact, Finding, FunctionReport, Package, Suppression } from '../model/index.js';
import { extentOf } from './package-pattern.js';
import type { VexIdentity, VexProduct, VexStatement } from './vex-statement.js';

/** A finding and its place. */
export interface VexSubject {
  readonly finding: Finding;
  readonly artifact: Artifact;
  readonly found: Package | null;
  /** The function to judge for; null: all functions that mount the artifact. */
  readonly fn: Pick<FunctionReport, 'id' | 'name' | 'arn'> | null;
}

/** A statement's verdict on a finding. */
export interface VexVerdict {
  readonly justification: string;
  readonly suppression: Suppression;
}

/** The specification's rule: parts that the statement's purl has must be equal, parts that it lacks may be anything. */
function isPackage(purl: string, pkg: Package): boolean {
  const [wanted, own] = [readPurl(purl), readPurl(pkg.purl)];
  if (!wanted || !own || wanted.type !== own.type || wanted.name !== own.name) return false;
  for (const [key, value] of wanted.qualifiers) if (own.qualifiers.get(key) !== value) return false;
  const { version } = wanted;
  return version === null || extentOf(pkg, (one) => one === version) === 'all';
}

function namesPackage({ purls }: VexIdentity, pkg: Package | null): boolean {
  return pkg !== null && purls.some((purl) => isPackage(purl, pkg));
}

/** The application in an artifact has no known version: a purl with a version does not match it. */
function isRoot(purl: string, { roots }: Artifact): boolean {
  const wanted = readPurl(purl);
  return wanted?.version === null && roots.some(({ name }) => name !== null && name === wanted.name);
}

function namesArtifact({ purls, sha256, names }: VexIdentity, artifact: Artifact): boolean {
  return (
    (artifact.sha256 !== null && sha256.includes(artifact.sha256)) ||
    purls.some((purl) => isRoot(purl, artifact)) ||
    names.includes(`urn:stowaway:artifact:${encodeURIComponent(artifact.id)}`)
  );
}

function namesFunction({ names }: VexIdentity, { id, name, arn }: NonNullable<VexSubject['fn']>): boolean {
  const own = new Set([id, name, arn, `urn:stowaway:function:${encodeURIComponent(id.toWellFormed())}`]);
  return names.some((one) => own.has(one));
}

/** Whether a package is there only as a dependency of a product. */
function isOnlyWithin(product: VexIdentity, { artifact, found }: VexSubject): boolean {
  if (found === null || found.direct !== false) return false;
  const dependents = artifact.packages.filter(({ dependencies }) => dependencies.includes(found.id));
  return dependents.length > 0 && dependents.every((dependent) => namesPackage(product, dependent));
}

function isProduct(product: VexProduct, subject: VexSubject): boolean {
  const { artifact, found, fn } = subject;
  const { subcomponents } = product;
  if (subcomponents.length > 0 && !subcomponents.some((part) => namesPackage(part, found))) return false;
  if (fn !== null) return namesFunction(product, fn);
  if (namesArtifact(product, artifact)) return true;
  return subcomponents.length === 0 ? namesPackage(product, found) : isOnlyWithin(product, subject);
}

function isAbout({ ids }: VexStatement, { rule, aliases }: Finding): boolean {
  const known = new Set([rule, ...aliases].map((id) => id.toUpperCase()));
  return ids.some((id) => known.has(id.toUpperCase()));
}

function verdictOf({ status, justification, impact, author, source }: VexStatement): VexVerdict {
  const words = status === 'fixed' ? 'It is fixed there.' : 'It is not affected there.';
  return {
    justification: justification ?? impact ?? status,
    suppression: { reason: impact ?? justification ?? words, owner: author, expires: null, source },
  };
}

/** Returns the verdict of VEX statements on a finding. */
export type VexRules = (subject: VexSubject) => VexVerdict | null;

/**
 * Applies statements to findings: the last one about a vulnerability in a product wins, and removes the finding only if its status
 * is `not_affected` or `fixed`. Malicious code is not a vulnerability.
 * https://github.com/openvex/spec/blob/main/OPENVEX-SPEC.md
 */
export function vexRules(statements: readonly VexStatement[]): VexRules {
  // Later ones first; those of one time in the order of the files, the last first.
  const latest = [...statements]
    .reverse()
    .sort((a, b) => Number(a.timestamp < b.timestamp) - Number(a.timestamp > b.timestamp));
  return (subject) => {
    if (subject.finding.kind !== 'advisory') return null;
    const statement = latest.find(
      (one) => isAbout(one, subject.finding) && one.products.some((product) => isProduct(product, subject)),
    );
    const isClear = statement?.status === 'not_affected' || statement?.status === 'fixed';
    return statement && isClear ? verdictOf(statement) : null;
  };
}
