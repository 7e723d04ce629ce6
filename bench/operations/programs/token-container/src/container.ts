export class Token<T> {
  declare readonly type: T;
  constructor(readonly name: string) {}
}

const factories = new WeakMap<Token<unknown>, () => unknown>();
const made = new WeakMap<Token<unknown>, unknown>();

export function bind<T>(token: Token<T>, factory: () => T): void {
  factories.set(token, factory);
}

export function inject<T>(token: Token<T>): T {
  if (!made.has(token)) {
    const factory = factories.get(token);
    if (!factory) throw new Error(`nothing is bound to ${token.name}`);
    made.set(token, factory());
  }
  return made.get(token) as T;
}
