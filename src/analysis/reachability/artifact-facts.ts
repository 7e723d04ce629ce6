import { limitOf } from '../../files/index.js';
import type { ArtifactKind, Problem } from '../../model/index.js';
import { buildModuleGraph } from '../../program/index.js';
import type { ArtifactAnswer, ArtifactInput } from '../analysis.js';
import { ownScripts } from '../own-scripts.js';
import { bundleFacts } from './bundle-facts.js';
import type { ReachabilityFacts } from './facts.js';
import { graphFacts } from './graph-facts.js';
import { pythonFacts } from './python-facts.js';

/** Where the base images of AWS Lambda start. */
const LAMBDA_START = '/lambda-entrypoint.sh';
const PLUG_AND_PLAY = /(?:^|\/)\.pnp\.(?:c|m)?js$/;

/** Where AWS Lambda puts artifacts. */
const MOUNTS: Readonly<Record<ArtifactKind, string>> = { function: '/var/task', layer: '/opt', image: '/' };

/** Folders of a layer in whose `node_modules` Node searches (NODE_PATH). */
function ownersIn({ tree, kind }: ArtifactInput): string[] {
  if (kind === 'function') return [];
  const root = kind === 'image' ? 'opt/' : '';
  const folder = new RegExp(String.raw`^${root}nodejs(?:/node\d{1,3})?(?=/node_modules/)`);
  const owners = new Set<string>();
  for (const path of [...tree.files.keys(), ...tree.links.keys()]) {
    const [owner] = folder.exec(path) ?? [];
    if (owner !== undefined) owners.add(owner);
  }
  return [...owners];
}

function cutProblems(isCut: boolean): Problem[] {
  if (!isCut) return [];
  const message = `Its code may load more than ${limitOf('reachable-files')} files, too many to follow all of them: none of its packages is reported as not loaded.`;
  return [{ code: 'too-large', path: '', message, affectsCompleteness: false }];
}

/** Which files of an artifact load which others. */
export async function artifactFacts(input: ArtifactInput): Promise<ArtifactAnswer<ReachabilityFacts>> {
  const { tree, program, inventory } = input;
  const { scripts } = program;
  const graph = await buildModuleGraph(tree, {
    seeds: ownScripts(input),
    owners: ownersIn(input),
    scripts,
    mountPath: MOUNTS[input.kind],
  });
  const isPlugAndPlay = [...tree.files.keys()].some((path) => PLUG_AND_PLAY.test(path));
  const extensions = input.kind === 'image' ? 'opt/extensions/' : 'extensions/';
  const python = await pythonFacts(input);
  const facts: ReachabilityFacts = {
    ...graphFacts(graph),
    bundles: await bundleFacts(input),
    isWhole: !graph.isCut && !isPlugAndPlay,
    python: python.facts,
    hasExtensions: [...tree.files.keys(), ...tree.links.keys()].some((path) => path.startsWith(extensions)),
    hasOwnStart: inventory.image !== null && inventory.image.entrypoint[0] !== LAMBDA_START,
  };
  const isCut = graph.isCut || python.facts?.isWhole === false;
  return { facts, findings: [], problems: [...cutProblems(isCut), ...python.problems] };
}
