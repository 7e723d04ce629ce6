import { PythonFlow, type PythonFiles, type PythonPlace } from '../../program/index.js';
import { CodePlaces } from '../code-places.js';
import type { PythonNames } from '../call-names.js';
import { notFollowed, type DataFlow } from '../flow-facts.js';
import type { EntryFlows } from '../found-flows.js';
import { takesEvent, watchPythonAnswer, watchPythonView } from '../python-parameters.js';
import { PythonTaintDomain } from './python-taint-domain.js';
import type { PythonData } from '../python-data.js';
import type { FoundPythonHit } from '../python-hits.js';
import { shortCode, toldSteps } from '../told-steps.js';

/** The places that data passes, from where it enters the program. */
function placesOf(data: PythonData): PythonPlace[] {
  const places: PythonPlace[] = [];
  for (let at: PythonData | null = data; at; at = at.from) places.push(at.place);
  return places.reverse();
}

function flowOf(hit: FoundPythonHit, places: CodePlaces): DataFlow {
  const { rule, data, place, notFrom, into, cleared } = hit;
  const passed = [...placesOf(data), ...(place ? [place] : [])];
  const stops = passed.map(({ module, node }) => ({
    ...places.at(module.path, node.start),
    text: shortCode(module.text, node),
  }));
  const steps = toldSteps(stops).map((step) => ({ ...step, frame: places.frame(step) }));
  return {
    rule: rule?.id ?? null,
    notFrom,
    steps,
    ...(data.part.store && { from: data.part.store }),
    ...(into && { into, cleared: [...cleared].sort() }),
  };
}

interface PythonStart {
  readonly path: string;
  readonly handler: string | null;
}

/** Where data from outside goes if code in Python is started at an entry. */
export function pythonFlowsOfEntry(
  files: PythonFiles,
  { path, handler }: PythonStart,
  names: PythonNames,
): EntryFlows {
  const domain = new PythonTaintDomain(names);
  const flow = new PythonFlow(files, domain);
  domain.attach(flow);
  const isDone = flow.run(path, handler);
  for (const unit of domain.handlers) watchPythonAnswer(unit, names.rules, (hit) => domain.hits.add(hit));
  for (const [unit, rule] of domain.frameworks.views)
    watchPythonView(unit, rule, (hit) => domain.hits.add(hit));
  const sources = new Map([...files.scripts].map(([each, { text }]) => [each, text]));
  const places = new CodePlaces({ sources });
  return {
    flows: [...domain.hits.all].map((hit) => flowOf(hit, places)),
    exports: flow.callableNames(path, takesEvent),
    files: flow.followed(),
    steps: flow.budget.taken,
    problems: isDone
      ? []
      : [notFollowed('too-large', path, 'its code moves too many values to follow all of them')],
  };
}
