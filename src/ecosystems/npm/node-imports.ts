import type { HandlerRules, ImportRules } from '../import-rules.js';
import { handlerPlaces, isNodePlace, isNodePlaceInImage } from './handler-places.js';
import { layerModuleFolders } from './node-resolution.js';

const IN_FOLDER = /^(?:.*\/)?node_modules(?=\/)/;
/** Files that handlers name are found by their content, see `src/inventory/handler-files.ts`. */
const NO_FILE = (): boolean => false;

export const NODE_IMPORTS = {
  ownFolders: ['node_modules'],
  layerFolders: layerModuleFolders,
  folderOf({ alias, name, locations: [first] }) {
    const [folder = null] = IN_FOLDER.exec(first?.path ?? '') ?? [];
    return folder !== null && first?.path === `${folder}/${alias ?? name}` ? folder : null;
  },
  namesOf: ({ alias, name }) => [alias ?? name],
  packageOf: (name) => name,
  looksBeside: true,
} satisfies ImportRules;

export const NODE_HANDLERS = {
  isRuntime: (runtime) => /^node|^edge$/.test(runtime),
  isFile: NO_FILE,
  placesOf: handlerPlaces,
  isPlaceOf: isNodePlace,
  isPlaceInImage: isNodePlaceInImage,
} satisfies HandlerRules;
