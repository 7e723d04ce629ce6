import type { Problem } from '../../model/index.js';
import { basename, dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import {
  cloudFormationFacts,
  parseJson,
  readCloudFormation,
  type TemplateFacts,
} from '../../templates/index.js';
import { unseenCode } from '../code-problems.js';
import { placesIn, type PlaceOf } from '../places-in.js';
import { startDraft, type Draft } from '../draft.js';
import { kindOf, namesIn, readTextFile, shownPath } from '../host-files.js';
import { addLambdaFunctions } from '../lambda-functions.js';
import { locateMoved, type Located } from '../locate.js';
import type { Acquisition, Target } from '../source.js';
import { CONFIGURATION, STATE, TEMPLATE } from './file-names.js';
import { packagedPlace } from './service-places.js';
import { serverlessStateOf, type ServerlessState } from './state.js';

const NO_STATE: ServerlessState = {
  region: null,
  sharedArtifact: null,
  functionKeys: new Map(),
  ownArtifacts: new Map(),
  template: null,
};

/** Reads Serverless Framework's state file. A broken file is a problem. A missing file is none: the template has most of its facts. */
async function readState(target: Target, draft: Draft): Promise<ServerlessState> {
  const hostPath = join(target.hostPath, STATE);
  if ((await kindOf(hostPath)) === null) return NO_STATE;
  const path = shownPath(target, hostPath);
  const read = await readTextFile(hostPath, path, target.root);
  const parsed = read.problem ? read : parseJson(read.text, path);
  const state = parsed.problem ? null : serverlessStateOf(parsed.data);
  if (state) return state;
  const message = `${path} is not a Serverless Framework state.`;
  draft.addProblems([parsed.problem ?? { code: 'malformed', path, message, affectsCompleteness: true }]);
  return NO_STATE;
}

/** What a template says about code. */
function codeIn({ functions, layers, nested, otherCode }: TemplateFacts) {
  return { functions, layers, nested, otherCode };
}

/** `serverless deploy --package` deploys the copy in the state, a plain CloudFormation deployment the file. */
function differingCopy(path: string): Problem {
  const message = `${STATE} has a copy of ${path} with other functions, layers or code, which "serverless deploy --package" would deploy. Run "serverless package" again.`;
  return { code: 'stale', path, message, affectsCompleteness: true };
}

async function readTemplate(target: Target, state: ServerlessState): Promise<TemplateFacts> {
  const known = new Map(state.region ? [['AWS::Region', state.region]] : []);
  const hostPath = join(target.hostPath, TEMPLATE);
  const isThere = (await kindOf(hostPath)) !== null;
  const path = shownPath(target, isThere || !state.template ? hostPath : join(target.hostPath, STATE));
  if (!isThere && state.template) return cloudFormationFacts(state.template, path, known);
  const { text, problem } = await readTextFile(hostPath, path, target.root);
  if (problem) return { functions: [], layers: [], nested: [], otherCode: [], problems: [problem] };
  const facts = await readCloudFormation(text, path, known);
  if (!state.template || facts.problems.some(({ code }) => code === 'malformed')) return facts;
  const copy = await cloudFormationFacts(state.template, path, known);
  if (isDeepStrictEqual(codeIn(copy), codeIn(facts))) return facts;
  return { ...facts, problems: [...facts.problems, differingCopy(path)] };
}

async function placesOfFile(target: Target, hostPath: string): Promise<PlaceOf> {
  const path = shownPath(target, hostPath);
  const { text = '' } = await readTextFile(hostPath, path, dirname(hostPath));
  return placesIn(text, path);
}

/** Places of settings in the service's own configuration, else in the compiled template. */
async function placesOf(target: Target, { functionKeys }: ServerlessState): Promise<PlaceOf> {
  const compiled = await placesOfFile(target, join(target.hostPath, TEMPLATE));
  const service = dirname(target.hostPath);
  const name = (await namesIn(service)).find((each) => CONFIGURATION.test(each));
  if (name === undefined) return compiled;
  const inService = await placesOfFile(target, join(service, name));
  const functionPaths = new Map([...functionKeys].map(([id, key]) => [id, ['functions', key]]));
  return (keys) => packagedPlace(keys, functionPaths, inService) ?? compiled(keys);
}

/**
 * Locates the artifact of a function or layer. The path in the state has precedence. The template has only a base name,
 * which artifacts of different folders may share (serverless/serverless#5939).
 */
async function locateArtifact(target: Target, written: string): Promise<Located> {
  const service = dirname(target.hostPath);
  const isBareName = basename(written) === written;
  const bases = isBareName ? [target.hostPath, service] : [service, target.hostPath];
  return locateMoved({ target, root: service }, bases, written);
}

/** Returns the functions of the compiled template, with the archives that the state names. */
export async function acquire(target: Target): Promise<Acquisition> {
  const draft = startDraft(target);
  const state = await readState(target, draft);
  const facts = await readTemplate(target, state);
  draft.addProblems(facts.problems);
  const template = shownPath(target, join(target.hostPath, TEMPLATE));
  const placeOf = await placesOf(target, state);
  await addLambdaFunctions(draft, {
    target,
    template: join(target.hostPath, TEMPLATE),
    facts,
    prefix: '',
    region: state.region,
    declaredIn: ({ logicalId }) => placeOf(['Resources', logicalId]) ?? { path: template, line: null },
    placeOf,
    async locateCode(code, { logicalId, name }) {
      if (code.kind !== 's3') return unseenCode(code, name ?? logicalId, template);
      const shared = logicalId.endsWith('LambdaFunction') ? state.sharedArtifact : null;
      const written = state.ownArtifacts.get(logicalId) ?? shared ?? (code.key && basename(code.key));
      return written ? locateArtifact(target, written) : unseenCode(code, name ?? logicalId, template);
    },
  });
  return draft.finish();
}
