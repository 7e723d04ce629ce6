type Plugin = (payload: never) => Promise<unknown>;

const plugins: { kind: string; run: Plugin }[] = [];

export function register<T>(kind: string, run: (payload: T) => Promise<unknown>): void {
  plugins.push({ kind, run: run as Plugin });
}

export async function dispatch(kind: string, payload: unknown): Promise<unknown[]> {
  return Promise.all(
    plugins.filter((plugin) => plugin.kind === kind).map(({ run }) => run(payload as never)),
  );
}
