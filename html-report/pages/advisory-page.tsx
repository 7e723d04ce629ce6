import type { VNode } from 'preact';
import { firstOf, Marks, subjectOf } from '../kinds/finding-words.js';
import { packageAddress, presenceWords } from '../kinds/package-kind.js';
import { Facts } from '../parts/facts.js';
import { DescriptionText, FindingDetails, RuleFacts } from '../parts/finding-details.js';
import { FunctionRows } from '../parts/function-rows.js';
import { PathWords } from '../parts/package-card.js';
import { Section } from '../parts/section.js';
import { SeverityBadge } from '../parts/severity.js';
import { Trace } from '../parts/trace.js';
import { counted, number } from '../report/amounts.js';
import { compareRisk } from '../report/counts.js';
import { groupFindings, reachabilityOf, type FindingGroup } from '../report/findings.js';
import type { Description, Finding } from '../report/model.js';
import { addressOf } from '../route.js';
import { namesInOrder } from '../../src/reporters/markup.js';

const MAX_GROUPS = 200;

const MAX_PLACES = 5;

/** Where a finding is: the file, in the artifact, and why the package is there. */
function PlaceLine({ finding }: { readonly finding: Finding }): VNode {
  const { found, artifact, owner, locations } = finding;
  const [place] = found?.locations ?? locations;
  return (
    <>
      {place && <span class="mono">{place.path}</span>}
      {artifact && (
        <>
          {place ? ' in ' : ''}
          <a href={addressOf('artifact', artifact.key)}>{artifact.path}</a>
        </>
      )}
      {owner && (
        <>
          {place ? ' in ' : ''}
          <a href={addressOf('function', owner.key)}>{owner.name}</a>
        </>
      )}
      {found && (
        <span class="muted">
          {', '}
          {presenceWords(found)}, <PathWords found={found} />
        </span>
      )}
    </>
  );
}

const LOADED_WORDS = new Map([
  ['reached', 'Yes'],
  ['not reached', 'No'],
  ['unknown', 'Not known'],
  ['not linked', 'No: the program holds none of the functions with the flaw'],
]);

/** A package in one version, with all that is known of the finding there. */
function GroupCard({ group }: { readonly group: FindingGroup }): VNode {
  const finding = firstOf(group);
  const { found, fixedIn, remediation, rule } = finding;
  const reach = reachabilityOf(group.findings);
  return (
    <article class="card">
      <header>
        <h3>
          {found ? <a href={packageAddress(found)}>{subjectOf(finding)}</a> : subjectOf(finding)}{' '}
          <Marks finding={finding} />
        </h3>
      </header>
      <div class="card-body">
        <Facts
          facts={[
            ['What to do', remediation?.text ?? 'No fix is known.'],
            ['Fixed in', fixedIn.join(', ')],
            ['Loaded by a function', found ? LOADED_WORDS.get(reach) : null],
            ['Functions', counted(group.functions.length, 'function')],
            [
              'Where',
              group.findings
                .slice(0, MAX_PLACES)
                .map((one, index) => <PlaceLine key={index} finding={one} />),
            ],
            ['More places', more(group.findings.length - MAX_PLACES)],
            ['Way of the data', rule.kind === 'injection' ? <Trace steps={finding.evidence} /> : null],
          ]}
        />
      </div>
      {rule.kind !== 'injection' && <FindingDetails finding={finding} />}
    </article>
  );
}

function more(count: number): string | null {
  return count > 0 ? number(count) : null;
}

/** `<4.17.21` for each of the advisories that the finding joins, as its evidence says them. */
function affectedWords(findings: readonly Finding[]): readonly string[] {
  const details = findings.flatMap(({ evidence }) => evidence.flatMap(({ detail }) => detail ?? []));
  const ranges = details.flatMap((detail) => /^(\S+) affects (.+)$/.exec(detail)?.slice(1) ?? []);
  const pairs = ranges.flatMap((text, at) => (at % 2 === 0 ? [`${text}: ${ranges[at + 1] ?? ''}`] : []));
  return [...new Set(pairs)];
}

function VersionFacts({ findings }: { readonly findings: readonly Finding[] }): VNode {
  const distinct = (values: readonly string[]): string => [...new Set(values)].join(', ');
  return (
    <Facts
      facts={[
        ['Affected versions', affectedWords(findings)],
        ['Fixed in', distinct(findings.flatMap(({ fixedIn }) => fixedIn))],
        ['Here', distinct(findings.flatMap(({ found }) => found?.version ?? []))],
      ]}
    />
  );
}

function DescriptionPart({
  kind,
  description,
}: {
  readonly kind: string;
  readonly description: Description | undefined;
}): VNode | null {
  if (description)
    return (
      <Section title="Description" note="in the words of the advisory">
        <DescriptionText description={description} />
      </Section>
    );
  if (kind !== 'advisory') return null;
  return (
    <p class="muted after">
      The advisory data of this scan have no descriptions: <code>stowaway db update</code> gets them.
    </p>
  );
}

export function AdvisoryPage({
  id,
  findings,
  description,
}: {
  readonly id: string;
  readonly findings: readonly Finding[];
  readonly description: Description | undefined;
}): VNode {
  const [{ rule }] = findings as readonly [Finding, ...Finding[]];
  const groups = groupFindings(findings);
  const functions = [...new Set(groups.flatMap((group) => group.functions))].sort(compareRisk);
  return (
    <main class="sheet">
      <p class="over">
        <a href={addressOf('findings')}>Findings</a>{' '}
        <span class="muted mono">{namesInOrder(id, rule.aliases).join(' · ')}</span>
      </p>
      <h1 tabIndex={-1}>{rule.title}</h1>
      <p class="heading-line">
        <SeverityBadge severity={rule.severity} />
        <Marks finding={findings[0] as Finding} />
        <span class="muted">in {counted(functions.length, 'function')}</span>
      </p>
      <DescriptionPart kind={rule.kind} description={description} />
      <Section title="What is known">
        {rule.kind === 'advisory' && <VersionFacts findings={findings} />}
        <RuleFacts rule={rule} />
      </Section>
      <Section title="Where" note="by package and version">
        <div class="cards">
          {groups.slice(0, MAX_GROUPS).map((group, index) => (
            <GroupCard key={index} group={group} />
          ))}
          {groups.length > MAX_GROUPS && (
            <p>
              <a href={addressOf('findings', '', { q: id })}>All {number(groups.length)}</a>
            </p>
          )}
        </div>
      </Section>
      <FunctionRows title="Functions" functions={functions} address={addressOf('advisory', id)} />
    </main>
  );
}
