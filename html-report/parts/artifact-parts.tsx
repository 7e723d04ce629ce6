import type { VNode } from 'preact';
import { gapWords } from '../kinds/gap-kind.js';
import { bytes, counted, number } from '../report/amounts.js';
import type { Artifact, Problem } from '../report/model.js';
import { addressOf } from '../route.js';
import { CoverageBar } from './coverage-bar.js';
import { DependencyTree } from './dependency-tree.js';
import { Lines } from './facts.js';

/** Whose the code of one artifact is. */
export function ArtifactCoverage({
  artifact,
  path,
}: {
  readonly artifact: Artifact;
  readonly path: string;
}): VNode {
  return (
    <div class="artifact">
      <p>
        <a href={addressOf('artifact', artifact.key)}>
          <b>{artifact.path}</b>
        </a>{' '}
        <span class="muted">
          {[artifact.kind, path, bytes(artifact.size), counted(artifact.packageCount, 'package')]
            .filter((words) => words !== '')
            .join(' · ')}
        </span>
      </p>
      <CoverageBar coverage={artifact.coverage} />
    </div>
  );
}

export function ArtifactTree({ artifact }: { readonly artifact: Artifact }): VNode {
  return (
    <div class="artifact">
      <p>
        <b>{artifact.path}</b> <span class="muted">{counted(artifact.packageCount, 'package')}</span>
      </p>
      {artifact.packageCount === 0 ? (
        <p class="muted">No package was seen in it.</p>
      ) : (
        <DependencyTree artifact={artifact} />
      )}
    </div>
  );
}

/** `2, 1 of them makes the answer incomplete`. */
export function gapsNote(problems: readonly Problem[]): string {
  const serious = problems.filter(({ affectsCompleteness }) => affectsCompleteness).length;
  if (problems.length === 0) return 'nothing: all of it was read';
  return serious === 0
    ? counted(problems.length, 'note')
    : `${number(problems.length)}, ${number(serious)} incomplete`;
}

/** What could not be read or resolved; that which may hide a package first. */
export function Gaps({ problems }: { readonly problems: readonly Problem[] }): VNode {
  if (problems.length === 0) return <p class="muted">Nothing: all of it was read.</p>;
  const sorted = [...problems].sort((a, b) => Number(b.affectsCompleteness) - Number(a.affectsCompleteness));
  return (
    <Lines
      values={sorted.map((problem, index) => (
        <span key={index}>
          {problem.affectsCompleteness ? (
            <span class="tag warn">Incomplete</span>
          ) : (
            <span class="tag">Note</span>
          )}{' '}
          {gapWords(problem)}
        </span>
      ))}
    />
  );
}
