import type { ByteSource } from './byte-source.js';
import type { HostFolder } from './host-folder.js';

/** The input of an unpacker. */
export type Origin =
  | {
      readonly kind: 'archive';
      /** File name or path, for messages and for recognising formats. */
      readonly name: string;
      readonly bytes: ByteSource;
    }
  | {
      readonly kind: 'directory';
      readonly name: string;
      readonly folder: HostFolder;
    };
