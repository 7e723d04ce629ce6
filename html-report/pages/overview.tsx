import type { VNode } from 'preact';
import { SEVERITIES, tallyOf, totalOf } from '../report/counts.js';
import { counted, daysBetween, moment, number } from '../report/amounts.js';
import type { Counts, FunctionView, Report } from '../report/model.js';
import { FUNCTIONS, functionsByRisk, looseArtifacts } from '../kinds/function-kind.js';
import { usedColumns } from '../list/columns.js';
import { RowList } from '../list/row-list.js';
import { AcceptedGaps } from '../parts/accepted-gaps.js';
import { Bar, type BarPart } from '../parts/bar.js';
import { Changes } from '../parts/changes.js';
import { CoverageBar } from '../parts/coverage-bar.js';
import { Facts, Lines } from '../parts/facts.js';
import { Incomplete } from '../parts/incomplete.js';
import { RiskMatrix } from '../parts/risk-matrix.js';
import { Section } from '../parts/section.js';
import { severityWord } from '../parts/severity.js';
import { Tiles } from '../parts/tiles.js';
import { addressOf } from '../route.js';
import { lazyBy } from '../report/lazy.js';
import { stepsOf } from '../report/steps.js';
import { acceptedNotes } from '../../src/reporters/accepted-gaps.js';
import type { Coverage } from '../../src/model/artifact.js';

const allSteps = lazyBy(({ artifacts }: Report) => stepsOf(artifacts.flatMap(({ changes }) => changes())));

const MAX_CHANGES = 6;
const MAX_FUNCTIONS = 8;

function coverageOf({ artifacts }: Report): Coverage {
  const sum = { codeBytes: 0, installed: 0, bundled: 0, firstParty: 0, generated: 0, unattributed: 0 };
  for (const { coverage } of artifacts)
    for (const key of Object.keys(sum) as (keyof Coverage)[]) sum[key] += coverage[key];
  return sum;
}

/** The answer in one sentence. It is "nothing" only if everything was read. */
function verdictOf({ functions, artifacts, head }: Report): string {
  const malicious = functions.filter(({ hasMalware }) => hasMalware).length;
  if (malicious > 0) return `Malicious code in ${counted(malicious, 'function')}`;
  const severe = functions.filter(({ worst }) => worst === 'critical' || worst === 'high').length;
  if (severe > 0)
    return `${number(severe)} of ${counted(functions.length, 'function')} with critical or high findings`;
  const { critical, high } = head.possible;
  if (critical + high > 0) return 'No critical or high finding is certain; some are possible';
  if (totalOf(head.summary.findings) > 0) return 'No critical or high findings';
  const { complete, acceptedGaps } = head.summary;
  const isExplained = artifacts.every(({ coverage }) => coverage.unattributed * 2 <= coverage.codeBytes);
  return complete && acceptedGaps.length === 0 && isExplained
    ? 'Nothing found, and the scan is complete'
    : 'Nothing found in what was seen';
}

function Incompleteness({ report }: { readonly report: Report }): VNode | null {
  const { summary, options } = report.head;
  if (summary.complete && options.finished) return null;
  const some = report.functions.filter(({ complete }) => !complete).length;
  const title = options.finished
    ? `Incomplete: ${some > 0 ? `${counted(some, 'function')} of ${number(report.functions.length)} incomplete` : 'the scan is incomplete'}`
    : 'Incomplete: the scan was interrupted';
  return (
    <Incomplete title={title} reasons={summary.reasons}>
      <p>
        What was not seen is not clean. <a href={addressOf('gaps')}>What was not seen</a>
        {some > 0 && (
          <>
            {' · '}
            <a href={addressOf('functions', '', { seen: 'incomplete' })}>Incomplete functions</a>
          </>
        )}
      </p>
    </Incomplete>
  );
}

/** Open findings of the whole report, each once. */
const openOf = lazyBy(
  ({ artifacts, functions }: Report): Counts =>
    tallyOf(...artifacts.map(({ open }) => open), ...functions.map(({ ownOpen }) => ownOpen)).counts,
);

function findingsNote(report: Report): string {
  const { summary } = report.head;
  const { newFindings, setAside } = summary;
  const { possible: only } = openOf(report);
  const places = totalOf(summary.findings);
  const more = [
    ...(only > 0 ? [`${number(only)} only possible`] : []),
    ...(setAside > 0 ? [`${number(setAside)} set aside`] : []),
  ];
  const where = places === openTotal(report) ? '' : ` in ${counted(places, 'place')}`;
  const what = newFindings ? `open${where}, ${number(totalOf(newFindings))} new` : `open${where}`;
  return [what, ...more].join(', ');
}

export function openTotal(report: Report): number {
  const counts = openOf(report);
  return totalOf(counts) + counts.possible;
}

function Totals({ report }: { readonly report: Report }): VNode {
  const { summary } = report.head;
  const open = openTotal(report);
  const clean = report.functions.filter(({ worst, complete }) => worst === null && complete).length;
  const tiles = [
    ['functions', summary.functions, `${number(clean)} complete, nothing found`],
    ['findings', open, findingsNote(report)],
    ['packages', report.head.packageRows, `in ${counted(summary.artifacts, 'artifact')}`],
  ] as const;
  return (
    <Tiles
      tiles={tiles.map(([page, value, note]) => ({
        name: page,
        value: number(value),
        note,
        href: addressOf(page),
      }))}
    />
  );
}

function DataFacts({ report }: { readonly report: Report }): VNode {
  const { data, options, tool, scannedAt } = report.head;
  const sources = data.advisories.map(({ ecosystem, source, asOf, count, starter }) => {
    const age = daysBetween(asOf, scannedAt);
    const old = age === null ? '' : `, ${counted(age, 'day')} old`;
    return `${ecosystem}: ${number(count)} records${old}${starter ? ' (starter: a part of the advisories)' : ` from ${source}`}`;
  });
  return (
    <Facts
      facts={[
        ['Advisories', sources.length === 0 ? 'None' : sources],
        [
          'Signatures',
          data.signatures ? `${number(data.signatures.count)} (${data.signatures.version})` : 'None',
        ],
        ['Targets', options.targets],
        ['Fails on', options.failOn],
        ['Configuration', options.config],
        ['Compared with', options.baseline],
        ['Network', options.offline ? 'Not used' : 'Allowed'],
        ['Tool', `${tool.name} ${tool.version}`],
      ]}
    />
  );
}

function WorstFunctions({ functions }: { readonly functions: readonly FunctionView[] }): VNode {
  const shown = functions.slice(0, MAX_FUNCTIONS);
  return (
    <>
      <RowList
        rows={shown}
        columns={usedColumns(FUNCTIONS.columns, shown)}
        addressOf={FUNCTIONS.addressOf}
        label="Functions at most risk"
        address={addressOf('overview')}
      />
      {functions.length > MAX_FUNCTIONS && (
        <p class="after">
          <a href={addressOf('functions')}>All {number(functions.length)} functions</a>
        </p>
      )}
    </>
  );
}

function RiskAndChanges({ report }: { readonly report: Report }): VNode {
  const steps = allSteps(report);
  const isClean = totalOf(report.head.summary.findings) === 0;
  return (
    <div class="columns">
      <Section title="Risk and exposure" note="worst finding × who can start the function">
        <RiskMatrix functions={report.functions} />
      </Section>
      <Section
        title="What to do first"
        note={steps.length > 0 ? 'changes that clear the worst and the most findings' : undefined}
      >
        {steps.length > 0 ? (
          <Changes steps={steps} limit={MAX_CHANGES} />
        ) : (
          <p class="muted">
            {isClean
              ? 'Nothing.'
              : 'No change of a manifest is known to clear a finding; each finding has its own advice.'}
          </p>
        )}
      </Section>
    </div>
  );
}

/** Certain findings by severity, then those that are only possible. */
function findingParts(counts: Counts): readonly BarPart[] {
  const certain = SEVERITIES.map((severity) => ({
    id: severity,
    label: severityWord(severity),
    size: counts[severity],
  }));
  return [...certain, { id: 'possible', label: 'Only possible', size: counts.possible }].map((part) => ({
    ...part,
    words: number(part.size),
  }));
}

export function Overview({ report }: { readonly report: Report }): VNode {
  const { summary, scannedAt } = report.head;
  const loose = looseArtifacts(report);
  const parts = findingParts(openOf(report));
  return (
    <main class="sheet">
      <p class="muted over">Scanned {moment(scannedAt)}</p>
      <h1 tabIndex={-1}>{verdictOf(report)}</h1>
      <Incompleteness report={report} />
      <AcceptedGaps notes={acceptedNotes(summary)} />
      <Totals report={report} />
      {totalOf(summary.findings) > 0 && <Bar parts={parts} label="Open findings" />}
      <RiskAndChanges report={report} />
      <Section title="Functions at most risk">
        <WorstFunctions functions={functionsByRisk(report)} />
      </Section>
      {loose.length > 0 && (
        <Section title="Mounted by no function" note="scanned, but on no function's page">
          <Lines
            values={loose.map((artifact) => (
              <a href={addressOf('artifact', artifact.key)}>{artifact.path}</a>
            ))}
          />
        </Section>
      )}
      <Section title="Code seen" note="by origin of the bytes, over all artifacts">
        <CoverageBar coverage={coverageOf(report)} />
      </Section>
      <Section title="This scan">
        <DataFacts report={report} />
      </Section>
    </main>
  );
}
