import type { Finding } from '../../model/index.js';
import type { DetectContext } from '../detector.js';
import { hookFinding, seenAt } from './artifact-hook.js';
import { layerRootOf } from './layer-files.js';
import { pythonOwners } from './python-owners.js';

const MAX_SHOWN = 5;

/** Entry files of the SDKs that managed runtimes bring, in the layer folders that are searched before the runtime's own. */
const SDK =
  /^(?:nodejs\/(?:node\d{1,3}\/)?node_modules\/(?:aws-sdk|@aws-sdk\/[^/]+)\/package\.json|python\/(?:lib\/python3\.\d{1,3}\/site-packages\/)?(?:boto3|botocore)\/__init__\.py)$/;

/**
 * A copy of an AWS SDK in a layer, which a function gets instead of its runtime's.
 * https://docs.aws.amazon.com/lambda/latest/dg/packaging-layers.html
 */
export function shadowedSdk(context: DetectContext): Finding[] {
  const root = layerRootOf(context);
  if (root === null) return [];
  const owners = pythonOwners(context.inventory);
  // `shadowedModules` finds copies that no package metadata describes.
  const isInstalled = (path: string): boolean => !path.endsWith('.py') || owners.ownerOf(path) !== null;
  const entries = [...context.tree.files.keys()].filter(
    (path) => path.startsWith(root) && SDK.test(path.slice(root.length)) && isInstalled(path),
  );
  const folders = entries.map((path) => path.slice(0, path.lastIndexOf('/')));
  const [first] = folders;
  if (first === undefined) return [];
  const path = first.slice(0, first.search(/(?:@aws-sdk|aws-sdk|boto3|botocore)/) - 1);
  return [
    hookFinding({
      rule: 'layer-sdk',
      title: `The layer's own AWS SDK (${folders.length} packages) is used instead of the runtime's`,
      severity: 'low',
      path,
      evidence: folders
        .slice(0, MAX_SHOWN)
        .map((folder) => seenAt(folder, 'shadows what the runtime brings')),
      why: 'Whoever can change the layer sees every request that functions sign, with their credentials; AWS does not update this copy.',
      advice: 'Keep it only if functions need this version, and compare it with what was published.',
    }),
  ];
}
