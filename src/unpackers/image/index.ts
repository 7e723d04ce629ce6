import { newBudget, problemLog, type Origin } from '../../files/index.js';
import { storedIn } from '../stored-bytes.js';
import { peekTarNames } from '../tar/tar-peek.js';
import { tarTree } from '../tar/tar-tree.js';
import type { UnpackContext, Unpacker } from '../unpacker.js';
import { filesOfFolder, filesOfTar } from './image-files.js';
import { isImagePart, LAYOUT_INDEX, LAYOUT_MARK } from './image-parts.js';

const MAX_RETAINED_BYTES = 128 * 1024 * 1024;

function recognises(origin: Origin): boolean {
  if (origin.kind === 'directory') {
    const { items } = origin.folder;
    return [LAYOUT_MARK, LAYOUT_INDEX].every((mark) =>
      items.some(({ kind, name }) => kind === 'file' && name === mark),
    );
  }
  const names = origin.bytes.size === 0 ? [] : peekTarNames(origin.bytes);
  return names.some((name) => isImagePart(name.startsWith('./') ? name.slice(2) : name));
}

/** The context with the limits of images, which may be larger than other artifacts. An image inside an archive shares the archive's budget. */
function contextOfImage(context: UnpackContext): UnpackContext {
  if (context.depth > 0) return context;
  const { maxImageBytes, maxEntries } = context.limits;
  return { ...context, budget: newBudget({ maxInflatedBytes: maxImageBytes, maxEntries }) };
}

/** Container images: an OCI layout as a folder or tar archive, or an archive that `docker save` wrote. */
export const image = {
  id: 'image',
  title: 'container images',
  recognises,
  async unpack(origin, context) {
    const { holdsImage, openImage } = await import('./open-image.js');
    const log = problemLog();
    const own = contextOfImage(context);
    if (origin.kind === 'directory')
      return openImage({ files: filesOfFolder(origin.folder, own.limits, log), log }, own);
    const stored = storedIn(origin.bytes);
    // Blobs are counted again when they are opened as layers.
    const { budget } = contextOfImage(context);
    const { limits } = context;
    const options = { log, limits, budget, maxRetainedBytes: MAX_RETAINED_BYTES, path: '' };
    const files = await filesOfTar(stored, options);
    return (await holdsImage(files)) ? openImage({ files, log }, own) : tarTree(stored, context);
  },
} satisfies Unpacker;
