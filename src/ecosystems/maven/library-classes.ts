const CLASS = /\.class$/i;
const JAR = /\.jar$/i;
/** Folders of a Spring Boot program and of a web archive: the application's own classes are below them. */
const OF_APPLICATION = /^(?:BOOT-INF|WEB-INF)\//;

/** Compilers write no larger classes; a larger file of that name may be anything. */
const CLASS_BYTES = 1024 * 1024;

/**
 * Whether a file is a class in the jar of a library: `lib/netty.jar!/io/netty/Buffer.class`.
 * @param size its bytes.
 */
export function isLibraryClass(path: string, size: number): boolean {
  if (size > CLASS_BYTES || !CLASS.test(path)) return false;
  const at = path.lastIndexOf('!/');
  return at >= 0 && JAR.test(path.slice(0, at)) && !OF_APPLICATION.test(path.slice(at + 2));
}
