import type { EdgeKind, ModuleGraph, ModuleNode } from '../../program/index.js';
import { OPENNESS, type FileFacts, type GraphFacts } from './facts.js';

const KINDS: Readonly<Record<EdgeKind, 0 | 1 | 2>> = { start: 0, call: 1, may: 2 };

function edgesOf({ edges }: ModuleNode, kind: EdgeKind): number[] {
  return [...edges].flatMap(([to, each]) => (each === kind ? to : []));
}

/** The path of a file below the folder of its group. Packages of Python have files elsewhere, too. */
function pathIn({ path, group }: ModuleNode): string {
  if (group === '') return path;
  return path.startsWith(`${group}/`) ? path.slice(group.length + 1) : `/${path}`;
}

/** A graph as plain data. */
export function graphFacts(
  graph: ModuleGraph,
): Pick<GraphFacts, 'groups' | 'files' | 'named' | 'words' | 'entries'> {
  const groups = new Map<string, number>();
  const named = [...graph.named];
  const wordIndex = new Map(named.map(([word], index) => [word, index]));
  const indexesOf = (words: readonly string[]): number[] =>
    words.flatMap((word) => wordIndex.get(word) ?? []);
  const files = graph.nodes.map((node): FileFacts => {
    const group = groups.get(node.group) ?? groups.size;
    groups.set(node.group, group);
    const outside = node.outside.map(
      ({ specifier, kind, isPrefix }) => [specifier, KINDS[kind], isPrefix ? 1 : 0] as const,
    );
    const [start, call, may] = [edgesOf(node, 'start'), edgesOf(node, 'call'), edgesOf(node, 'may')];
    return [
      group,
      pathIn(node),
      start,
      call,
      may,
      OPENNESS.indexOf(node.isOpen) as FileFacts[5],
      indexesOf(node.words),
      outside,
    ];
  });
  return {
    groups: [...groups.keys()],
    files,
    named,
    words: indexesOf(graph.words),
    entries: graph.entries.map(({ owner, name, files: found }) => [owner, name, found] as const),
  };
}
