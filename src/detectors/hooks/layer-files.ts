import type { Finding } from '../../model/index.js';
import type { DetectContext } from '../detector.js';
import { hookFinding, seenAt } from './artifact-hook.js';
import { vendorOfExtension } from './extension-vendors.js';

const MAX_SHOWN = 5;

/** Where a layer's files lie in an artifact: layers are mounted at /opt, an image brings its own; null for a function's code. */
export function layerRootOf({ kind }: Pick<DetectContext, 'kind'>): string | null {
  if (kind === 'layer') return '';
  return kind === 'image' ? 'opt/' : null;
}

function extensionFinding(path: string, name: string): Finding {
  const vendor = vendorOfExtension(name);
  const whose = vendor === null ? '' : `, named like ${vendor}'s`;
  return hookFinding({
    rule: 'lambda-extension',
    title: `An extension runs beside the function: ${name}${whose}`,
    severity: vendor === null ? 'medium' : 'low',
    path,
    evidence: [seenAt(path, vendor === null ? 'no known vendor' : `known by its name only: ${vendor}`)],
    why:
      'Lambda starts every file in /opt/extensions as a process of its own: it has the credentials of the function, sees its ' +
      'requests, and outlives the invocation.',
    advice: 'Check that this extension is intended and that it is what its vendor published.',
  });
}

/** Processes that Lambda starts beside the runtime. https://docs.aws.amazon.com/lambda/latest/dg/runtimes-extensions-api.html */
export function extensionHooks(context: DetectContext): Finding[] {
  const root = layerRootOf(context);
  if (root === null) return [];
  const folder = `${root}extensions/`;
  const { files, links } = context.tree;
  const names = [...files.keys(), ...links.keys()].filter((path) => path.startsWith(folder));
  return names
    .map((path) => path.slice(folder.length))
    .filter((name) => !name.includes('/'))
    .map((name) => extensionFinding(`${folder}${name}`, name));
}

/** Copies of the runtime's own folders: they only serve to be started or mounted in place of it. */
export function runtimeCopies({ tree, kind }: DetectContext): Finding[] {
  if (kind === 'image') return [];
  const paths = [...tree.files.keys()].filter((path) => /^(?:.*\/)?var\/(?:runtime|lang)\//.test(path));
  const [first] = paths;
  if (first === undefined) return [];
  const folder = first.slice(0, first.search(/var\/(?:runtime|lang)\//) + 'var/'.length - 1);
  return [
    hookFinding({
      rule: 'runtime-copy',
      title: `It brings ${paths.length} files of a Lambda runtime's own folders`,
      severity: 'medium',
      path: folder,
      evidence: paths.slice(0, MAX_SHOWN).map((path) => seenAt(path, 'belongs to the runtime')),
      why: 'A changed copy of the runtime sees every event and response, and no import leads to it.',
      advice: 'Find out what starts these files; a function on a managed runtime needs none.',
    }),
  ];
}
