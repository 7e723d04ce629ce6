import { nodeMajorOf } from './lambda-runtime.js';

/** Where Lambda mounts layers. https://docs.aws.amazon.com/lambda/latest/dg/packaging-layers.html */
export const LAYER_MOUNT = '/opt';

/**
 * Folders that Node searches for a bare import after the function's own `node_modules`, in this order: NODE_PATH as the
 * Lambda bootstrap sets it.
 */
export function layerModuleFolders(runtime: string | null): readonly string[] {
  const major = nodeMajorOf(runtime);
  return [...(major === null ? [] : [`nodejs/node${major}/node_modules`]), 'nodejs/node_modules'];
}
