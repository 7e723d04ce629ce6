import type { Report } from '../model/index.js';

type Leaf = string | number | boolean | null | undefined;
type KeysOf<Union> = Union extends unknown ? keyof Union : never;
type ValueOf<Union, Key extends PropertyKey> = Union extends { readonly [K in Key]?: infer Value }
  ? Value
  : never;

/** Keys in the contract's order, with the keys of their values; null if a value is printed as it is. Lists stand for their elements. */
type Order<T> = [T] extends [Leaf]
  ? null
  : [NonNullable<T>] extends [readonly (infer Element)[]]
    ? Order<Element>
    : string extends keyof NonNullable<T>
      ? null
      : { readonly [Key in KeysOf<NonNullable<T>>]: Order<ValueOf<NonNullable<T>, Key>> };

const BY_SEVERITY = { critical: null, high: null, medium: null, low: null, unknown: null };
const PROBLEM = {
  code: null,
  path: null,
  message: null,
  affectsCompleteness: null,
  isQuestion: null,
  packages: null,
  analysis: null,
};
const LOCATION = { path: null, ranges: null };
const PACKAGE_EVIDENCE = { method: null, path: null, detail: null };
// Evidence of a package, or a line of a file.
const EVIDENCE = {
  method: null,
  path: null,
  line: null,
  detail: null,
  frame: { line: null, lines: null },
  function: null,
  into: null,
};

const PACKAGE = {
  id: null,
  purl: null,
  ecosystem: null,
  name: null,
  versionState: null,
  version: null,
  candidates: null,
  presence: null,
  basis: null,
  root: null,
  direct: null,
  alias: null,
  origin: null,
  vendoredIn: null,
  locations: LOCATION,
  bytes: null,
  dependencies: null,
  unresolved: { name: null, spec: null, type: null, reason: null },
  extraneous: null,
  licenses: null,
  evidence: PACKAGE_EVIDENCE,
  confidence: null,
  system: { source: { name: null, version: null }, isBase: null },
};

const SUPPRESSION = { reason: null, owner: null, expires: null, source: null };
const ACCEPTED_GAP = {
  code: null,
  artifact: null,
  path: null,
  message: null,
  analysis: null,
  suppression: SUPPRESSION,
};

const FINDING = {
  id: null,
  kind: null,
  rule: null,
  aliases: null,
  title: null,
  why: null,
  severity: null,
  score: null,
  vectors: null,
  cwes: null,
  epss: null,
  kev: null,
  published: null,
  references: null,
  confidence: null,
  certainty: null,
  rangesComplete: null,
  package: null,
  notLinked: null,
  locations: LOCATION,
  evidence: EVIDENCE,
  fileHashes: { path: null, sha256: null },
  fixedIn: null,
  remediation: {
    action: null,
    version: null,
    major: null,
    withinMajor: null,
    direct: { name: null, version: null },
    text: null,
  },
  fingerprint: null,
  status: null,
  justification: null,
  suppression: SUPPRESSION,
  isNew: null,
};

const ARTIFACT = {
  id: null,
  sha256: null,
  codeSha256: null,
  kind: null,
  path: null,
  name: null,
  size: null,
  roots: { id: null, path: null, name: null, manager: null, list: null },
  coverage: {
    codeBytes: null,
    installed: null,
    bundled: null,
    firstParty: null,
    generated: null,
    unattributed: null,
  },
  packages: PACKAGE,
  findings: FINDING,
  changes: {
    action: null,
    ecosystem: null,
    name: null,
    alias: null,
    root: null,
    from: null,
    to: null,
    major: null,
    broughtBy: null,
    command: null,
    clears: null,
  },
  comparison: { packages: null, compared: null, private: null },
  examined: null,
  problems: PROBLEM,
};

const FUNCTION = {
  id: null,
  name: null,
  platform: null,
  runtime: null,
  handler: null,
  architecture: null,
  account: null,
  region: null,
  arn: null,
  tags: null,
  mounts: { artifact: null, path: null },
  role: { name: null, arn: null, policies: null },
  triggers: { type: null, detail: null, access: null, statement: null },
  exposure: { level: null, statements: null },
  permissions: {
    needed: { action: null, resource: null, places: { path: null, line: null, column: null }, missing: null },
    platform: { action: null, resource: null, reason: null },
    granted: { action: null, resource: null, effect: null, policy: null, conditions: null },
    excess: { action: null, resource: null, policy: null, examples: null },
    lacked: { action: null, resource: null, reason: null },
    unreadPolicies: null,
    excessActions: null,
    atLeast: null,
    unresolved: null,
    unknownActions: null,
  },
  environment: null,
  environmentHooks: { name: null, code: null, vendor: null },
  declaredIn: { path: null, line: null },
  packages: { artifact: null, id: null, reachable: null, when: null, via: null, shadowedBy: null },
  runtimePackages: PACKAGE,
  // A finding of an artifact by reference, or one of the function's own.
  findings: { artifact: null, ...FINDING },
  problems: PROBLEM,
  complete: null,
  reasons: null,
  acceptedGaps: ACCEPTED_GAP,
};

/** Order of every key of the report; that none is missing is checked by the compiler, that it is the schema's by a test. */
export const CONTRACT_ORDER = {
  schemaVersion: null,
  tool: { name: null, version: null },
  scannedAt: null,
  options: {
    targets: null,
    offline: null,
    failOn: null,
    gate: {
      severity: null,
      kinds: { kind: null, severity: null },
      kev: null,
      epss: null,
      unreachable: null,
      unexposed: null,
      required: null,
      newOnly: null,
    },
    config: null,
    baseline: null,
    allowIncomplete: null,
    finished: null,
  },
  data: {
    advisories: { ecosystem: null, source: null, asOf: null, count: null, starter: null, sha256: null },
    signatures: { version: null, count: null },
    fingerprints: { version: null, packages: null },
  },
  summary: {
    functions: null,
    artifacts: null,
    packages: null,
    findings: BY_SEVERITY,
    newFindings: BY_SEVERITY,
    setAside: null,
    complete: null,
    reasons: null,
    acceptedGaps: ACCEPTED_GAP,
  },
  artifacts: ARTIFACT,
  functions: FUNCTION,
  descriptions: {
    rule: null,
    summary: null,
    details: null,
    references: null,
    credits: null,
    weaknesses: { id: null, name: null },
  },
  problems: PROBLEM,
} satisfies Order<Report>;
