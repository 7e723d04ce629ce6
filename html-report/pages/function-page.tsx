import type { VNode } from 'preact';
import { ArtifactCoverage, ArtifactTree, Gaps, gapsNote } from '../parts/artifact-parts.js';
import { WhatToDo } from '../parts/changes.js';
import { Facts } from '../parts/facts.js';
import { FindingCards } from '../parts/finding-cards.js';
import { AcceptedGaps } from '../parts/accepted-gaps.js';
import { FunctionPicture } from '../parts/function-picture.js';
import { Incomplete } from '../parts/incomplete.js';
import { FoldedSection, Section } from '../parts/section.js';
import { countWords, CountPills, WorstBadge } from '../parts/severity.js';
import { counted } from '../report/amounts.js';
import type { FunctionView } from '../report/model.js';
import { changesFor, stepsOf } from '../report/steps.js';
import { addressOf } from '../route.js';

function triggerNames({ triggers, exposure }: FunctionView): string | string[] {
  if (triggers.length === 0) return exposure === null ? 'Not known' : 'No trigger seen';
  return triggers.map(({ type, detail }) => (detail === null ? type : `${type}: ${detail}`));
}

function mono(text: string | null): VNode | null {
  return text === null ? null : <span class="mono">{text}</span>;
}

function Configuration({ fn }: { readonly fn: FunctionView }): VNode {
  const { role } = fn;
  return (
    <Facts
      facts={[
        ['Id', mono(fn.id)],
        ['Platform', fn.platform],
        ['Runtime', fn.runtime ?? 'Not known'],
        ['Handler', mono(fn.handler ?? 'Not known')],
        ['Architecture', fn.architecture],
        ['Account', fn.account],
        ['Region', fn.region],
        ['Declared in', mono(fn.declaredIn)],
        ['Started by', fn.exposure?.statements.length ? fn.exposure.statements : triggerNames(fn)],
        ['Role', role && (role.name ?? role.arn)],
        ['Policies', role?.policies ?? []],
        ['Environment', fn.environment.length === 0 ? null : mono(fn.environment.join(', '))],
        ['Tags', fn.tags.map(([name, value]) => `${name}: ${value}`)],
      ]}
    />
  );
}

/** What its code needs of AWS beside what its role and policies of resources grant. */
function Permissions({ permissions }: Pick<FunctionView, 'permissions'>): VNode | null {
  if (permissions === null) return null;
  const { needed, lacked, excess, unreadPolicies, unresolved } = permissions;
  if (needed.length + excess.length + unresolved.length === 0) return null;
  const atLeast = unresolved.length > 0 ? 'at least ' : '';
  const note = `${atLeast}${counted(needed.length, 'need')}${lacked.length > 0 ? `, ${lacked.length} not granted` : ''}`;
  return (
    <FoldedSection title="Permissions" note={note}>
      <Facts
        facts={[
          ['Needs', needed.map(mono)],
          ['May need more', unresolved],
          ['Lacks', lacked.map(mono)],
          ['Policies not read', unreadPolicies.map(mono)],
          ['Not seen to be used', excess.map(mono)],
        ]}
      />
    </FoldedSection>
  );
}

function Heading({ fn }: { readonly fn: FunctionView }): VNode {
  const words = [fn.runtime, fn.handler, fn.region, fn.declaredIn].filter((part) => part !== null);
  return (
    <>
      <p class="over">
        <a href={addressOf('functions')}>Functions</a>
      </p>
      <h1 tabIndex={-1}>{fn.name}</h1>
      <p class="heading-line">
        <WorstBadge counts={fn.counts} complete={fn.complete} />
        {fn.hasMalware && <span class="tag bad">Malware</span>}
        <CountPills counts={fn.counts} />
        <span class="muted">{words.join(' · ')}</span>
      </p>
    </>
  );
}

function CodeSeen({ fn: { mounts } }: { readonly fn: FunctionView }): VNode {
  return (
    <Section title="Code seen" note="by origin of the bytes">
      {mounts.map(({ artifact, path }, index) =>
        artifact ? (
          <ArtifactCoverage key={index} artifact={artifact} path={path} />
        ) : (
          <p key={index}>
            <span class="tag warn">Incomplete</span> What is mounted at {path} was not seen.
          </p>
        ),
      )}
      {mounts.length === 0 && <p class="muted">No code of it was seen.</p>}
    </Section>
  );
}

function Dependencies({ fn }: { readonly fn: FunctionView }): VNode {
  const provided = fn.runtimePackages().map(({ name }) => name);
  return (
    <FoldedSection title="Dependencies" note={counted(fn.packageCount, 'package')}>
      {fn.artifacts.map((artifact) => (
        <ArtifactTree key={artifact.key} artifact={artifact} />
      ))}
      {provided.length > 0 && (
        <p class="muted">From the platform, in a version that it chooses: {provided.join(', ')}</p>
      )}
    </FoldedSection>
  );
}

export function FunctionPage({ fn }: { readonly fn: FunctionView }): VNode {
  const findings = fn.findings();
  const problems = [...fn.problems, ...fn.artifacts.flatMap((artifact) => artifact.problems)];
  const changes = fn.artifacts.flatMap((artifact) => artifact.changes());
  const steps = stepsOf(changesFor(changes, (finding) => !fn.setsAside(finding)));
  return (
    <main class="sheet">
      <Heading fn={fn} />
      <FunctionPicture fn={fn} />
      {!fn.complete && (
        <Incomplete title="Incomplete: parts of this function were not analysed" reasons={fn.reasons} />
      )}
      <AcceptedGaps notes={fn.accepted} />
      <WhatToDo steps={steps} note="changes that clear the worst and the most findings first" />
      <Section title="Findings" note={countWords(fn.counts)}>
        <FindingCards findings={findings} fn={fn} />
      </Section>
      <Permissions permissions={fn.permissions} />
      <CodeSeen fn={fn} />
      <Dependencies fn={fn} />
      <FoldedSection title="Not seen" note={gapsNote(problems)}>
        <Gaps problems={problems} />
      </FoldedSection>
      <FoldedSection title="Configuration" note={[fn.platform, fn.runtime].filter(Boolean).join(' · ')}>
        <Configuration fn={fn} />
      </FoldedSection>
    </main>
  );
}
