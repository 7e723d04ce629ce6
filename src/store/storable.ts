/** JSON of a value; PostgreSQL stores no NUL, and no half of a surrogate pair. */
export function storable(value: unknown): string {
  return JSON.stringify(value).replaceAll(/(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})/gi, '$1\\ufffd');
}
