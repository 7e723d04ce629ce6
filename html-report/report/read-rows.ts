import { versionWords } from '../../src/reporters/html/package-words.js';
import type { Severity } from '../../src/model/index.js';
import { SYSTEM_ORIGINS } from '../../src/reporters/html/page-data.js';
import type {
  Answer,
  ChangeRow,
  DescriptionRow,
  FindingRow,
  PackageRow,
  PageData,
  ProblemRow,
  RemediationRow,
  RuleRow,
  SuppressionRow,
  Text,
  TextList,
} from '../../src/reporters/html/page-data.js';
import type {
  Artifact,
  Change,
  Description,
  Finding,
  Package,
  Place,
  Problem,
  Remediation,
  Rule,
  Suppression,
} from './model.js';
import type { Evidence } from './evidence.js';

/** The tables that rows point into, read when they are needed. */
export interface Tables {
  readonly text: (index: Text) => string;
  readonly textOrNull: (index: Text) => string | null;
  readonly list: (index: TextList) => readonly string[];
  readonly places: (index: number) => readonly Place[];
  readonly evidence: (index: number) => readonly Evidence[];
  readonly rule: (index: number) => Rule;
  readonly remediation: (index: number) => Remediation | null;
}

export function readAnswer(value: Answer): boolean | null {
  return value === -1 ? null : value === 1;
}

/** Each row is read once, so that what is equal is also the same. */
function readOnce<Row, Value>(
  rows: readonly Row[],
  read: (row: Row) => Value,
): (index: number) => Value | null {
  const known: (Value | undefined)[] = [];
  return (index) => {
    const row = rows[index];
    if (row === undefined) return null;
    return (known[index] ??= read(row));
  };
}

function readRule(row: RuleRow, { text, textOrNull, list }: Tables): Rule {
  const [id, kind, title, severity, aliases, score, vectors, cwes, epss, kev, ...others] = row;
  const [published, references, rangesComplete, why] = others;
  return {
    id: text(id),
    kind: text(kind),
    title: text(title),
    severity: text(severity) as Severity,
    aliases: list(aliases),
    score: score < 0 ? null : score,
    vectors: list(vectors),
    cwes: list(cwes),
    epss: epss < 0 ? null : epss,
    kev: readAnswer(kev),
    published: textOrNull(published),
    references: list(references),
    rangesComplete: rangesComplete === 1,
    why: textOrNull(why),
  };
}

export function readDescription(row: DescriptionRow, { text, list }: Tables): Description {
  const [, summary, details, references, credits, weaknesses] = row;
  return {
    summary: list(summary),
    details: list(details),
    references: list(references),
    credits: list(credits),
    weaknesses: text(weaknesses),
  };
}

function readRemediation(row: RemediationRow, { text, textOrNull }: Tables): Remediation {
  const [action, version, major, direct, directVersion, words] = row;
  return {
    action: text(action),
    version: textOrNull(version),
    major: major === 1,
    direct: textOrNull(direct),
    directVersion: textOrNull(directVersion),
    text: text(words),
  };
}

export function openTables(data: PageData): Tables {
  const { strings } = data;
  const text = (index: Text): string => strings[index] ?? '';
  const textOrNull = (index: Text): string | null => strings[index] ?? null;
  const lists = readOnce(data.lists, (row) => row.map(text));
  const places = readOnce(data.places, (rows) =>
    rows.map(([path, ranges]) => ({ path: text(path), ranges })),
  );
  const evidence = readOnce(data.evidence, (rows) =>
    rows.map(([method, path, line, detail, frame, store]) => ({
      method: textOrNull(method),
      path: text(path),
      line: line < 0 ? null : line,
      detail: textOrNull(detail),
      frame: frame ? { line: frame[0], lines: frame.slice(1).map(text) } : null,
      function: store ? text(store[0]) : null,
      into: store ? textOrNull(store[1]) : null,
    })),
  );
  const rules = readOnce(data.rules, (row) => readRule(row, tables));
  const remediations = readOnce(data.remediations, (row) => readRemediation(row, tables));
  const tables: Tables = {
    text,
    textOrNull,
    list: (index) => lists(index) ?? [],
    places: (index) => places(index) ?? [],
    evidence: (index) => evidence(index) ?? [],
    rule: (index) => rules(index) as Rule,
    remediation: remediations,
  };
  return tables;
}

export function readPackage(
  row: PackageRow,
  index: number,
  from: { tables: Tables; artifact: Artifact | null },
): Package {
  const { text, textOrNull, list, places, evidence } = from.tables;
  const [name, ecosystem, alias, version, candidates, purl, presence, basis, ...more] = row;
  const [origin, confidence, ...others] = more;
  const [direct, extraneous, bytes, vendoredIn, licenses, locations, seen, ...rest] = others;
  const [dependencies, unresolved, system] = rest;
  return {
    index,
    artifact: from.artifact,
    name: text(name),
    ecosystem: text(ecosystem),
    alias: textOrNull(alias),
    version: versionWords(textOrNull(version), list(candidates)),
    candidates: list(candidates),
    purl: text(purl),
    presence: text(presence),
    basis: text(basis),
    origin: text(origin),
    confidence: text(confidence),
    direct: readAnswer(direct),
    extraneous: extraneous === 1,
    bytes,
    vendoredIn,
    licenses: list(licenses),
    locations: places(locations),
    evidence: evidence(seen),
    dependencies,
    unresolved: unresolved.map(([missing, spec, type, reason]) => ({
      name: text(missing),
      spec: text(spec),
      type: text(type),
      reason: text(reason),
    })),
    system: SYSTEM_ORIGINS[system] ?? null,
  };
}

export function readProblem([code, path, message, affects]: ProblemRow, { text }: Tables): Problem {
  return { code: text(code), path: text(path), message: text(message), affectsCompleteness: affects === 1 };
}

export function readSuppression(
  row: SuppressionRow | null,
  { text, textOrNull }: Tables,
): Suppression | null {
  if (!row) return null;
  const [reason, owner, expires, source] = row;
  return {
    reason: text(reason),
    owner: textOrNull(owner),
    expires: textOrNull(expires),
    source: text(source),
  };
}

export function readFinding(
  row: FindingRow,
  tables: Tables,
  about: Pick<Finding, 'found' | 'artifact' | 'owner'>,
): Finding {
  const [rule, , confidence, certainty, locations, evidence, fixedIn, remediation, status, ...others] = row;
  const [justification, suppression, isNew, fileHashes, rank, isNotLinked] = others;
  return {
    ...about,
    rule: tables.rule(rule),
    confidence: tables.text(confidence),
    certainty: tables.text(certainty),
    locations: tables.places(locations),
    evidence: tables.evidence(evidence),
    fixedIn: tables.list(fixedIn),
    remediation: tables.remediation(remediation),
    status: tables.text(status),
    justification: tables.textOrNull(justification),
    suppression: readSuppression(suppression, tables),
    isNew: readAnswer(isNew),
    fileHashes: fileHashes.map(([path, sha]) => ({ path: tables.text(path), sha256: tables.text(sha) })),
    rank,
    isNotLinked: isNotLinked === 1,
  };
}

/** @param findings of its artifact. */
export function readChange(
  row: ChangeRow,
  { text, textOrNull, list }: Tables,
  findings: readonly Finding[],
): Change {
  const [action, ecosystem, name, alias, from, to, major, broughtBy, command, folders, written, clears] = row;
  const file = textOrNull(written);
  return {
    action: text(action) as Change['action'],
    ecosystem: text(ecosystem),
    name: text(name),
    alias: textOrNull(alias),
    from: list(from),
    to: textOrNull(to),
    major: major === 1,
    broughtBy: list(broughtBy),
    command: textOrNull(command),
    folders: list(folders),
    ...(file !== null && { list: file }),
    clears: clears.flatMap((index) => findings[index] ?? []),
  };
}
