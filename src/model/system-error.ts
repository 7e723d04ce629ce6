/** Refusals of the operating system by code, in words that follow a path. https://man7.org/linux/man-pages/man3/errno.3.html */
const REASONS: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'there is no such file or folder'],
  ['ENOTDIR', 'a part of the path is a file, not a folder'],
  ['EISDIR', 'it is a folder, not a file'],
  ['EEXIST', 'a file of that name is in the way'],
  ['ENOTEMPTY', 'the folder is not empty'],
  ['EACCES', 'access is denied'],
  ['EPERM', 'the operating system does not allow it'],
  ['EROFS', 'the file system can only be read'],
  ['ENOSPC', 'the disk is full'],
  ['EDQUOT', 'the disk quota is used up'],
  ['EFBIG', 'the file would be too large'],
  ['EIO', 'the disk or file system failed'],
  ['ELOOP', 'its links lead in a circle'],
  ['ENAMETOOLONG', 'the name is too long'],
  ['EMFILE', 'too many files are open'],
  ['ENFILE', 'too many files are open on this machine'],
  ['ENXIO', 'nothing reads from or writes to this device or pipe'],
  ['ENODEV', 'there is no such device'],
  ['EBUSY', 'another program uses it'],
  ['ETXTBSY', 'another program runs it'],
  ['EXDEV', 'it would have to move to another disk'],
  ['ESTALE', 'the network drive has lost it'],
  ['EOVERFLOW', 'it is too large for this system'],
  ['ESRCH', 'the process that it belongs to has ended'],
  ['EINVAL', 'the file system cannot do that with it'],
  ['EAGAIN', 'it has nothing to read yet'],
  ['EADDRINUSE', 'another program uses the address'],
  ['EADDRNOTAVAIL', 'the address is not of this machine'],
  ['ECONNREFUSED', 'the connection was refused'],
  ['ECONNRESET', 'the connection was cut'],
  ['ETIMEDOUT', 'nothing answered in time'],
  ['ENOTFOUND', 'there is no machine of that name'],
  ['EHOSTUNREACH', 'the machine cannot be reached'],
  ['ENETUNREACH', 'the network cannot be reached'],
  // Node's own: a path with a NUL character never reaches the operating system.
  ['ERR_INVALID_ARG_VALUE', 'the path holds a NUL character'],
  ['ERR_FS_FILE_TOO_LARGE', 'the file is too large'],
  ['ERR_FS_EISDIR', 'it is a folder, not a file'],
]);

/** An error of the operating system, as Node throws it. */
export interface SystemError extends Error {
  readonly code: string;
  /** File or folder, where there is one. */
  readonly path?: string;
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return '';
  // Node uses this code for any argument.
  const isOther = error.code === 'ERR_INVALID_ARG_VALUE' && !error.message.includes('null bytes');
  return isOther ? '' : error.code;
}

/** Whether the operating system refused something, which a person can correct; false for errors that only a bug can cause. */
export function isSystemError(error: unknown): error is SystemError {
  return REASONS.has(codeOf(error));
}

/** Why the operating system refused it, in words that follow a path: "there is no such file or folder". */
export function systemReason(error: unknown): string {
  return REASONS.get(codeOf(error)) ?? (error instanceof Error ? error.message : String(error));
}
