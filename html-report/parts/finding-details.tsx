import type { ComponentChild, VNode } from 'preact';
import { namesInOrder } from '../../src/reporters/markup.js';
import { safeLink } from '../../src/reporters/safe-link.js';
import { epssWords, kindLabel, Marks, statusLabel } from '../kinds/finding-words.js';
import { bytes, day } from '../report/amounts.js';
import type { Evidence } from '../report/evidence.js';
import type { Description, Finding, Place, Rule } from '../report/model.js';
import { addressOf } from '../route.js';
import { Facts, type Fact } from './facts.js';
import { SeverityBadge } from './severity.js';
import { Trace } from './trace.js';

const METHODS = new Map([
  ['manifest', 'manifest'],
  ['lockfile', 'lockfile'],
  ['sourcemap', 'source map'],
  ['metafile', 'build metafile'],
  ['path-comment', 'comment with a path'],
  ['license-comment', 'licence comment'],
  ['version-string', 'version string'],
  ['fingerprint', 'fingerprint'],
  ['file-hash', 'file hash'],
]);

export function placeWords({ path, ranges }: Place): string {
  if (ranges.length === 0) return path;
  const size = ranges.reduce((sum, [start, end]) => sum + end - start, 0);
  return `${path}, ${bytes(size)} of it`;
}

export function evidenceWords({ method, path, line, detail }: Evidence): VNode {
  const named = METHODS.get(method ?? '') ?? method;
  return (
    <>
      {named !== null && <span class="muted">{named}: </span>}
      <span class="mono">{line === null ? path : `${path}:${line}`}</span>
      {detail !== null && <span class="detail">{detail}</span>}
    </>
  );
}

/** What an advisory says, as text: others wrote it. */
export function DescriptionText({ description }: { readonly description: Description }): VNode {
  const { summary, details, references, credits, weaknesses } = description;
  return (
    <>
      {summary.length > 0 && <p>{summary.join(' ')}</p>}
      {details.length > 0 && <p class="prose">{details.join('\n')}</p>}
      <Facts
        facts={[
          ['Weakness', weaknesses],
          ['References', references.map(reference)],
          ['Credits', credits.join(', ')],
        ]}
      />
    </>
  );
}

/** A reference is a link only if it is a plain address; else it is text. */
function reference(text: string): ComponentChild {
  const link = safeLink(text);
  if (link === null) return text;
  return (
    <a href={link} rel="noreferrer noopener" target="_blank">
      {text}
    </a>
  );
}

function code(text: string): VNode {
  return <code>{text}</code>;
}

function answer(value: boolean | null): string {
  if (value === null) return 'Unknown';
  return value ? 'Yes' : 'No';
}

/** What is known of a rule wherever it applies. */
export function RuleFacts({ rule }: { readonly rule: Rule }): VNode {
  const { score, epss, published, rangesComplete } = rule;
  const isAdvisory = rule.kind === 'advisory';
  return (
    <Facts
      facts={[
        ['Why it matters', rule.why],
        ['Kind', kindLabel(rule.kind)],
        ['Also known as', rule.aliases.join(', ')],
        ['Score', score === null ? null : `${score.toFixed(1)} of 10`],
        ['Vectors', rule.vectors.map(code)],
        ['Weakness', rule.cwes.join(', ')],
        [
          'Exploit probability',
          isAdvisory ? (epss === null ? 'Unknown' : `${epssWords(epss)} (EPSS)`) : null,
        ],
        ['Exploited (KEV)', isAdvisory ? answer(rule.kev) : null],
        ['Published', published === null ? null : day(published)],
        [
          'Affected ranges',
          rangesComplete ? null : 'Incomplete in this data: versions outside them may be affected too',
        ],
        ['References', rule.references.map(reference)],
      ]}
    />
  );
}

function suppressionFacts({ justification, suppression }: Finding): readonly Fact[] {
  if (!suppression) return [['Justification', justification]];
  return [
    ['Justification', justification],
    ['Set aside because', suppression.reason],
    ['Set aside by', suppression.owner],
    ['Set aside until', suppression.expires],
    ['Set aside in', code(suppression.source)],
  ];
}

/** What is known of a finding where it is. */
function FindingFacts({ finding }: { readonly finding: Finding }): VNode {
  const { rule, remediation, evidence, locations, fixedIn, confidence, fileHashes } = finding;
  const isTrace = rule.kind === 'injection';
  return (
    <Facts
      facts={[
        ['What to do', remediation?.text ?? 'No fix is known.'],
        ['Fixed in', fixedIn.join(', ')],
        ['Evidence', isTrace ? null : evidence.map(evidenceWords)],
        ['Way of the data', isTrace ? <Trace steps={evidence} /> : null],
        ['Places', locations.map(placeWords).map(code)],
        ['Hashes', fileHashes.map(({ path, sha256 }) => code(`${sha256}  ${path}`))],
        ['Confidence', confidence],
        ...suppressionFacts(finding),
      ]}
    />
  );
}

/** A finding in one line that unfolds. */
export function FindingDetails({ finding }: { readonly finding: Finding }): VNode {
  const { rule, status } = finding;
  return (
    <details class={`finding${status === 'open' ? '' : ' closed'}`}>
      <summary>
        <SeverityBadge severity={rule.severity} />
        <span class="finding-title">{rule.title}</span>
        <Marks finding={finding} />
        <span class="finding-id mono">{namesInOrder(rule.id, rule.aliases)[0]}</span>
      </summary>
      <div class="finding-body">
        {status !== 'open' && <p class="muted">{statusLabel(status)}: it does not count.</p>}
        <FindingFacts finding={finding} />
        <RuleFacts rule={rule} />
        <p>
          <a href={addressOf('advisory', rule.id)}>Everywhere it was found</a>
        </p>
      </div>
    </details>
  );
}
