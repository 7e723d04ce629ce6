import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { FINDINGS } from '../kinds/finding-kind.js';
import { compareFindings, firstOf } from '../kinds/finding-words.js';
import { comparePackages, packageName, presenceWords, sizeWords } from '../kinds/package-kind.js';
import { RowList } from '../list/row-list.js';
import { Facts } from '../parts/facts.js';
import { evidenceWords, placeWords } from '../parts/finding-details.js';
import { FunctionRows } from '../parts/function-rows.js';
import { Incomplete } from '../parts/incomplete.js';
import { PathWords } from '../parts/package-card.js';
import { Section } from '../parts/section.js';
import { CountPills, WorstBadge } from '../parts/severity.js';
import { counted, number } from '../report/amounts.js';
import { addCounts, compareRisk } from '../report/counts.js';
import { groupFindings } from '../report/findings.js';
import type { Finding, Package } from '../report/model.js';
import type { PackageGroup } from '../report/packages.js';
import { addressOf } from '../route.js';

/** Where a package of an image's system comes from. */
const SYSTEM_WORDS = {
  base: 'of the base image',
  added: 'added by a later layer of the image',
  unknown: "of the image's system",
} as const;

const FIRST_COPIES = 6;
const MORE_COPIES = 100;

function Copy({ found }: { readonly found: Package }): VNode {
  const { artifact } = found;
  return (
    <details class="copy">
      <summary>
        <span class="mono">{found.locations[0]?.path ?? ''}</span>
        <span class="muted">{artifact?.path ?? 'the platform'}</span>
      </summary>
      <Facts
        facts={[
          ['Comes in', <PathWords found={found} />],
          ['Artifact', artifact && <a href={addressOf('artifact', artifact.key)}>{artifact.path}</a>],
          ['Presence', presenceWords(found)],
          ['Size', sizeWords(found)],
          ['Licences', found.licenses.join(', ')],
          ['Origin', found.origin],
          ['Confidence', found.confidence],
          ['Candidates', found.candidates.join(', ')],
          ['Places', found.locations.map(placeWords)],
          ['Evidence', found.evidence.map(evidenceWords)],
          [
            'Unresolved dependencies',
            found.unresolved.map(({ name, spec, reason }) => `${name} ${spec} (${reason})`),
          ],
          ['System', found.system && SYSTEM_WORDS[found.system]],
          ['Extraneous', found.extraneous ? 'Nothing in its tree depends on it' : null],
          ['Package URL', <span class="mono">{found.purl}</span>],
        ]}
      />
    </details>
  );
}

function Version({ group }: { readonly group: PackageGroup }): VNode {
  const { copies, functions, counts, complete } = group;
  const [limit, setLimit] = useState(FIRST_COPIES);
  const cut = copies.length <= limit + 1 ? copies.length : limit;
  return (
    <article class="card">
      <header>
        <h3 class="mono">{copies[0]?.version}</h3>
        <p class="muted">
          <WorstBadge counts={counts} complete={complete} /> <CountPills counts={counts} />{' '}
          {counted(copies.length, 'copy', 'copies')} in {counted(functions.length, 'function')}
        </p>
      </header>
      {copies.slice(0, cut).map((found, index) => (
        <Copy key={index} found={found} />
      ))}
      {copies.length > cut && (
        <p>
          <button type="button" onClick={() => setLimit(limit + MORE_COPIES)}>
            Show {number(Math.min(MORE_COPIES, copies.length - cut))} more
          </button>
        </p>
      )}
    </article>
  );
}

function FindingRows({
  findings,
  address,
}: {
  readonly findings: readonly Finding[];
  readonly address: string;
}): VNode {
  return (
    <Section title="Findings">
      <RowList
        rows={[...groupFindings(findings)].sort((a, b) => compareFindings(firstOf(a), firstOf(b)))}
        columns={FINDINGS.columns}
        addressOf={FINDINGS.addressOf}
        label="Findings"
        address={address}
      />
    </Section>
  );
}

/** Malicious files of a package may be among those that were not seen. */
function NotSeenWhole({ groups }: { readonly groups: readonly PackageGroup[] }): VNode | null {
  const artifacts = new Set(groups.flatMap(({ copies }) => copies.flatMap(({ artifact }) => artifact ?? [])));
  const partly = [...artifacts].filter(({ reasons }) => reasons.length > 0);
  if (partly.length === 0) return null;
  return (
    <Incomplete
      title={`Incomplete: ${counted(partly.length, 'artifact')} that it is in ${partly.length === 1 ? 'is' : 'are'} incomplete`}
      reasons={partly.map(({ key, path }) => (
        <a key={key} href={addressOf('artifact', key)}>
          {path}
        </a>
      ))}
    />
  );
}

/** A package in all its versions. */
export function PackagePage({
  groups,
}: {
  readonly groups: readonly [PackageGroup, ...PackageGroup[]];
}): VNode {
  const first = groups[0].copies[0] as Package;
  const counts = addCounts(...groups.map((group) => group.counts));
  const findings = groups.flatMap(({ copies }) =>
    copies.flatMap(({ artifact, index }) => artifact?.findingsOf(index) ?? []),
  );
  const functions = [...new Set(groups.flatMap((group) => group.functions))].sort(compareRisk);
  const address = addressOf('package', `${first.ecosystem}/${first.name}`);
  return (
    <main class="sheet">
      <p class="over">
        <a href={addressOf('packages')}>Packages</a> <span class="muted">{first.ecosystem}</span>
      </p>
      <h1 tabIndex={-1}>{packageName(first)}</h1>
      <p class="heading-line">
        <WorstBadge counts={counts} complete={groups.every(({ complete }) => complete)} />
        <CountPills counts={counts} />
        <span class="muted">
          {counted(groups.length, 'version')} in {counted(functions.length, 'function')}
        </span>
      </p>
      <NotSeenWhole groups={groups} />
      {findings.length > 0 && <FindingRows findings={findings} address={`${address}#findings`} />}
      <Section title="Versions">
        <div class="cards">
          {[...groups].sort(comparePackages).map((group, index) => (
            <Version key={index} group={group} />
          ))}
        </div>
      </Section>
      <FunctionRows title="Functions" functions={functions} address={`${address}#functions`} />
    </main>
  );
}
