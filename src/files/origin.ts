import type { ByteSource } from './byte-source.js';

/** Where an unpacker finds what it opens. */
export type Origin =
  | {
      readonly kind: 'archive';
      /** File name or path, for messages and for telling formats apart. */
      readonly name: string;
      readonly bytes: ByteSource;
    }
  | {
      readonly kind: 'directory';
      readonly name: string;
      /** Absolute path on this machine. */
      readonly hostPath: string;
      /** Files that the runtime also has in this folder but that lie elsewhere: path in the tree → absolute host path. */
      readonly extraFiles?: ReadonlyMap<string, string>;
    };
