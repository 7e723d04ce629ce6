import type { Finding, FunctionReport, Report } from '../../model/index.js';
import { suppressionWords } from '../aside-words.js';
import { reportDigest, uuidOf } from '../content-id.js';
import { escapeTerminal } from '../escape-terminal.js';
import { indexReport } from '../report-index.js';
import type { Presentation, Reporter } from '../reporter.js';
import { sightingsOf, type Sighting } from '../sightings.js';
import { streamJson } from '../stream-json.js';
import { seenWords } from '../totals.js';
import { ruleNotes } from '../located-problems.js';
import { unreachableApart, type Proof, type ProvenSighting } from './unreachable-apart.js';

const JUSTIFICATIONS = new Set([
  'component_not_present',
  'vulnerable_code_not_present',
  'vulnerable_code_not_in_execute_path',
  'vulnerable_code_cannot_be_controlled_by_adversary',
  'inline_mitigations_already_exist',
]);

const NO_REASON = 'No reason is given.';

function notAffected(justification: string | null): object {
  const status = 'not_affected';
  if (justification !== null && JUSTIFICATIONS.has(justification)) return { status, justification };
  return { status, impact_statement: escapeTerminal(justification ?? NO_REASON) };
}

/** The status of a vulnerability with the fields that the specification requires beside it (§ Statement Fields). */
function statusOf({ status, justification, suppression, certainty, remediation }: Finding): object {
  if (status === 'not_affected') return notAffected(justification);
  if (status === 'suppressed') {
    const reason = suppression ? suppressionWords(suppression) : NO_REASON;
    return { status: 'affected', action_statement: `Accepted: ${escapeTerminal(reason)}` };
  }
  // Whether it is the affected version at all is not known.
  if (certainty === 'possible') return { status: 'under_investigation' };
  return { status: 'affected', action_statement: escapeTerminal(remediation?.text ?? 'No fix is known.') };
}

function productId(kind: 'function' | 'artifact', id: string): string {
  return `urn:stowaway:${kind}:${encodeURIComponent(id.toWellFormed())}`;
}

interface Products {
  readonly finding: Finding;
  readonly status: object;
  /** Purls of the affected packages by product. */
  readonly packages: Map<string, Set<string>>;
}

function productsOf({ artifact, functions }: Sighting): string[] {
  if (functions.length === 0 && artifact) return [productId('artifact', artifact.id)];
  return functions.map(({ id }: FunctionReport) => productId('function', id));
}

/** The status of a flaw whose code the function does not hold, or never loads. */
function unaffectedStatus({ justification, words }: Proof): object {
  return { status: 'not_affected', justification, impact_statement: words };
}

/** One statement for a vulnerability of one status, with all the functions that it is about. */
function grouped(sightings: readonly ProvenSighting[]): Iterable<Products> {
  const groups = new Map<string, Products>();
  for (const { sighting, proof } of sightings) {
    const { finding, found } = sighting;
    if (finding.kind !== 'advisory' && finding.kind !== 'malware') continue;
    const status = proof === null ? statusOf(finding) : unaffectedStatus(proof);
    const key = JSON.stringify([finding.rule, status]);
    const group = groups.get(key) ?? { finding, status, packages: new Map<string, Set<string>>() };
    groups.set(key, group);
    for (const product of productsOf(sighting)) {
      const purls = group.packages.get(product) ?? new Set();
      group.packages.set(product, found ? purls.add(escapeTerminal(found.purl)) : purls);
    }
  }
  return groups.values();
}

/** A purl is an IRI already, but a hostile one may hold characters that are not allowed in IRIs. */
function asIri(purl: string): string {
  return purl.replaceAll(/[^\u0021-\u007e]|["<>[\\\]^`{|}]/gu, encodeURIComponent);
}

function* productList(packages: Products['packages']): Generator<object> {
  for (const [id, purls] of packages) {
    const subcomponents = [...purls].map((purl) => ({ '@id': asIri(purl), identifiers: { purl } }));
    yield { '@id': id, ...(subcomponents.length === 0 ? {} : { subcomponents }) };
  }
}

function* statementsOf(sightings: readonly ProvenSighting[]): Generator<object> {
  for (const { finding, status, packages } of grouped(sightings)) {
    const aliases = [...new Set(finding.aliases.map(escapeTerminal))];
    yield {
      vulnerability: {
        name: escapeTerminal(finding.rule),
        description: escapeTerminal(finding.title),
        ...(aliases.length === 0 ? {} : { aliases }),
      },
      products: productList(packages),
      ...status,
    };
  }
}

/** Uncertain parts of the statements, and rules without effect: the format has only the document's free text for them. */
function toolingOf(report: Report): string {
  const { tool, summary, options } = report;
  const complete = summary.complete && options.finished ? seenWords(report) : 'NOT COMPLETE';
  const words = [...summary.reasons, ...ruleNotes(report)].map(escapeTerminal).join(' ');
  return `stowaway ${escapeTerminal(tool.version)} (${complete})${words === '' ? '' : `: ${words}`}`;
}

/** OpenVEX 0.2.0: the vulnerabilities that affect each function. https://github.com/openvex/spec */
export const openvex = {
  id: 'openvex',
  title: 'OpenVEX 0.2.0 statements',
  extension: 'vex.json',
  *render(report: Report, { vexUnreachable = false }: Presentation) {
    const sightings = sightingsOf(indexReport(report));
    const proven = sightings.flatMap((sighting) =>
      vexUnreachable ? unreachableApart(sighting) : [{ sighting, proof: null }],
    );
    yield* streamJson({
      '@context': 'https://openvex.dev/ns/v0.2.0',
      '@id': `urn:uuid:${uuidOf(reportDigest(report))}`,
      author: 'stowaway',
      role: 'Scanner',
      timestamp: report.scannedAt,
      version: 1,
      tooling: toolingOf(report),
      statements: statementsOf(proven),
    });
  },
} satisfies Reporter;
