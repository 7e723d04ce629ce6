import type { HandlerRules } from '../import-rules.js';

/** Folders in which Ruby searches files that code requires, below a layer. https://docs.aws.amazon.com/lambda/latest/dg/packaging-layers.html */
const LAYER_FOLDERS = ['/opt/ruby/lib'];

/**
 * The file of a handler: `function.handler`, `function.Module::Class.process`.
 * https://docs.aws.amazon.com/lambda/latest/dg/ruby-handler.html
 */
function fileOf(handler: string): string {
  const dot = handler.indexOf('.', handler.lastIndexOf('/') + 1);
  return (dot < 0 ? handler : handler.slice(0, dot)).replace(/^\/+/, '');
}

export const RUBY_HANDLERS = {
  isRuntime: (runtime) => runtime.startsWith('ruby'),
  isFile: (path) => path.endsWith('.rb'),
  placesOf: (handler, root) =>
    [root, ...LAYER_FOLDERS].map((folder) => `${folder.replace(/\/$/, '')}/${fileOf(handler)}`),
  isPlaceOf: (files, place) => files.has(`${place}.rb`),
  isPlaceInImage: (files, place) => [...files].some((file) => `/${file}`.endsWith(`/${place}.rb`)),
} satisfies HandlerRules;
