// The parts of npm's own clients that are used here; neither ships types.
declare module 'pacote' {
  type Options = Readonly<Record<string, unknown>>;
  const pacote: {
    packument(spec: string, options: Options): Promise<unknown>;
    tarball(spec: string, options: Options): Promise<Uint8Array>;
  };
  export = pacote;
}

declare module 'npm-registry-fetch' {
  type Options = Readonly<Record<string, unknown>>;
  const npmFetch: {
    json(path: string, options: Options): Promise<unknown>;
    pickRegistry(spec: string, options: Options): string;
  };
  export = npmFetch;
}
