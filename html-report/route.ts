/** Where in the page one is: `#/functions?severity=critical&q=mail`. */
export interface Route {
  /** `overview`, `functions`, `function` … */
  readonly page: string;
  /** Of what the page is about; '' for a list. */
  readonly key: string;
  readonly query: URLSearchParams;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export function readRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#?\/?/, '').split('?');
  const cut = path.indexOf('/');
  const page = cut < 0 ? path : path.slice(0, cut);
  return {
    page: page === '' ? 'overview' : page,
    key: cut < 0 ? '' : decoded(path.slice(cut + 1)),
    query: new URLSearchParams(query),
  };
}

/** The address of a page. @param query members that are empty are left out. */
export function addressOf(page: string, key = '', query: Readonly<Record<string, string>> = {}): string {
  const filled = Object.entries(query).filter(([, value]) => value !== '');
  const words = filled.length === 0 ? '' : `?${new URLSearchParams(filled).toString()}`;
  return `#/${page}${key === '' ? '' : `/${encodeURIComponent(key)}`}${words}`;
}
