/**
 * Random access to the bytes of one archive, in memory or on disk. Unpackers read through it and never open files.
 * Reads are synchronous: an archive reader alternates tiny reads and inflates, where promises cost more than the work.
 */
export interface ByteSource {
  /** Length in bytes. */
  readonly size: number;
  /**
   * Bytes [offset, offset + length). The result may be a view on a shared buffer: copy it to keep it.
   * @throws RangeError outside [0, size].
   */
  read(offset: number, length: number): Uint8Array;
}
