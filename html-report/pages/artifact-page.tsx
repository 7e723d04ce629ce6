import type { VNode } from 'preact';
import { ArtifactTree, Gaps, gapsNote } from '../parts/artifact-parts.js';
import { WhatToDo } from '../parts/changes.js';
import { CoverageBar } from '../parts/coverage-bar.js';
import { Facts } from '../parts/facts.js';
import { FindingCards } from '../parts/finding-cards.js';
import { FunctionRows } from '../parts/function-rows.js';
import { Incomplete } from '../parts/incomplete.js';
import { FoldedSection, Section } from '../parts/section.js';
import { countWords, CountPills, WorstBadge } from '../parts/severity.js';
import { bytes, counted } from '../report/amounts.js';
import type { Artifact } from '../report/model.js';
import { stepsOf } from '../report/steps.js';
import { addressOf } from '../route.js';

/** The top folder of an archive has no path: words stand for it. */
function rootWords({ path, name, manager }: Artifact['roots'][number]): string {
  return [path === '' ? 'the top folder' : path, name, manager].filter((part) => part !== null).join(' · ');
}

function Heading({ artifact }: { readonly artifact: Artifact }): VNode {
  const { reasons } = artifact;
  return (
    <>
      <p class="over muted">
        {artifact.kind} · {bytes(artifact.size)}
      </p>
      <h1 tabIndex={-1}>{artifact.path}</h1>
      <p class="heading-line">
        <WorstBadge counts={artifact.counts} complete={reasons.length === 0} />
        {artifact.hasMalware && <span class="tag bad">Malware</span>}
        <CountPills counts={artifact.counts} />
      </p>
      {reasons.length > 0 && <Incomplete title="Incomplete: parts were not analysed" reasons={reasons} />}
    </>
  );
}

export function ArtifactPage({ artifact }: { readonly artifact: Artifact }): VNode {
  const functions = artifact.functions();
  const findings = artifact.findings();
  return (
    <main class="sheet">
      <Heading artifact={artifact} />
      <WhatToDo steps={stepsOf(artifact.changes())} note={`for ${counted(functions.length, 'function')}`} />
      <FunctionRows
        title="Functions that mount it"
        functions={functions}
        address={addressOf('artifact', artifact.key)}
      />
      <Section title="Findings" note={countWords(artifact.counts)}>
        <FindingCards findings={findings} fn={null} />
      </Section>
      <Section title="Code seen" note="by origin of the bytes">
        <CoverageBar coverage={artifact.coverage} />
      </Section>
      <FoldedSection title="Dependencies" note={counted(artifact.packageCount, 'package')}>
        <ArtifactTree artifact={artifact} />
      </FoldedSection>
      <FoldedSection title="Not seen" note={gapsNote(artifact.problems)}>
        <Gaps problems={artifact.problems} />
      </FoldedSection>
      <FoldedSection title="Identity">
        <Facts
          facts={[
            ['SHA-256', <span class="mono">{artifact.sha256 ?? 'It could not be read.'}</span>],
            ['Roots', artifact.roots.map(rootWords)],
          ]}
        />
      </FoldedSection>
    </main>
  );
}
