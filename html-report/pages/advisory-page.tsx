import type { VNode } from 'preact';
import { firstOf, Marks, subjectOf } from '../kinds/finding-words.js';
import { packageAddress } from '../kinds/package-kind.js';
import { DescriptionText, FindingDetails, RuleFacts } from '../parts/finding-details.js';
import { FunctionRows } from '../parts/function-rows.js';
import { Section } from '../parts/section.js';
import { SeverityBadge } from '../parts/severity.js';
import { counted, number } from '../report/amounts.js';
import { compareRisk } from '../report/counts.js';
import { groupFindings, type FindingGroup } from '../report/findings.js';
import type { Description, Finding } from '../report/model.js';
import { addressOf } from '../route.js';
import { namesInOrder } from '../../src/reporters/markup.js';

const MAX_GROUPS = 200;

function GroupRow({ group }: { readonly group: FindingGroup }): VNode {
  const finding = firstOf(group);
  return (
    <article class="card">
      <header>
        <h3>
          {finding.found ? (
            <a href={packageAddress(finding.found)}>{subjectOf(finding)}</a>
          ) : (
            subjectOf(finding)
          )}
        </h3>
        <p class="muted">
          {counted(group.findings.length, 'place')} in {counted(group.functions.length, 'function')}
          {group.functions.length === 0 && finding.artifact && (
            <>
              {': '}
              <a href={addressOf('artifact', finding.artifact.key)}>{finding.artifact.path}</a>
            </>
          )}
        </p>
      </header>
      <FindingDetails finding={finding} />
    </article>
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
      {description && (
        <Section title="Description" note="in the words of the advisory">
          <DescriptionText description={description} />
        </Section>
      )}
      <Section title="What is known">
        <RuleFacts rule={rule} />
      </Section>
      <Section title="Where" note="by package and version">
        <div class="cards">
          {groups.slice(0, MAX_GROUPS).map((group, index) => (
            <GroupRow key={index} group={group} />
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
