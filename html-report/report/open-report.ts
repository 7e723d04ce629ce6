import type { PageData } from '../../src/reporters/html/page-data.js';
import { lazy } from './lazy.js';
import type { Artifact, FunctionView, Report } from './model.js';
import { openArtifact } from './open-artifact.js';
import { openFunction } from './open-function.js';
import type { Opening } from './opening.js';
import { openTables, readDescription, readProblem } from './read-rows.js';

/** Keys of this page's addresses: what is shown, with a number where that is not unique. */
function newKeys(): (wanted: string) => string {
  const taken = new Set<string>();
  return (wanted) => {
    let key = wanted;
    for (let count = 2; taken.has(key); count += 1) key = `${wanted}~${count}`;
    taken.add(key);
    return key;
  };
}

function mountersOf(functions: readonly FunctionView[]): ReadonlyMap<Artifact, readonly FunctionView[]> {
  const mounters = new Map<Artifact, FunctionView[]>();
  for (const fn of functions) {
    for (const artifact of fn.artifacts) {
      const known = mounters.get(artifact);
      if (known) known.push(fn);
      else mounters.set(artifact, [fn]);
    }
  }
  return mounters;
}

/** The report of the page's data. What takes time is read when it is looked at. */
export function openReport(data: PageData): Report {
  const tables = openTables(data);
  const artifacts: Artifact[] = [];
  const functions: FunctionView[] = [];
  const mounters = lazy(() => mountersOf(functions));
  const opening: Opening = {
    data,
    tables,
    artifacts,
    mountedBy: (artifact) => mounters().get(artifact) ?? [],
  };
  const [artifactKey, functionKey] = [newKeys(), newKeys()];
  for (const row of data.artifacts)
    artifacts.push(openArtifact(row, artifactKey(tables.text(row.path)), opening));
  for (const row of data.functions)
    functions.push(openFunction(row, functionKey(tables.text(row.id)), opening));
  return {
    head: data.head,
    problems: data.problems.map((problem) => readProblem(problem, tables)),
    artifacts,
    functions,
    descriptions: new Map(
      data.descriptions.map((row) => [tables.text(row[0]), readDescription(row, tables)]),
    ),
  };
}
