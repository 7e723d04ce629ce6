import type { ReportIndex } from '../report-index.js';
import { artifactRef, functionRef } from './components.js';

/** How complete each inventory is: gaps are never left out silently. */
export function compositionsOf(index: ReportIndex): object[] {
  const { report } = index;
  const functions = (complete: boolean): string[] =>
    report.functions.filter((fn) => fn.complete === complete).map(functionRef);
  const artifacts = (complete: boolean): string[] =>
    report.artifacts
      .filter((artifact) => (index.reasonsOf(artifact).length === 0) === complete)
      .map(artifactRef);
  return [true, false].flatMap((complete) => {
    const assemblies = [...functions(complete), ...artifacts(complete)];
    return assemblies.length === 0
      ? []
      : [{ aggregate: complete && report.options.finished ? 'complete' : 'incomplete', assemblies }];
  });
}
