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

declare module '@npmcli/arborist' {
  interface Edge {
    readonly name: string;
    readonly spec: string;
    readonly peer: boolean;
    /** MISSING, INVALID, DETACHED …; null when it is satisfied. */
    readonly error: string | null;
    readonly to: Node | null;
  }
  interface Node {
    readonly name: string;
    readonly version: string;
    readonly location: string;
    readonly isProjectRoot: boolean;
    readonly isWorkspace: boolean;
    readonly isLink: boolean;
    readonly inDepBundle: boolean;
    readonly isRegistryDependency: boolean;
    readonly edgesOut: ReadonlyMap<string, Edge>;
    getBundler(): Node | null;
  }
  interface Tree extends Node {
    readonly inventory: ReadonlyMap<string, Node>;
    /** Its text is the lockfile's. */
    readonly meta: { toString(): string };
  }
  interface Resolver {
    readonly options: Record<string, unknown>;
    buildIdealTree(options: Readonly<Record<string, unknown>>): Promise<Tree>;
  }
  interface Constructor {
    new (options: Readonly<Record<string, unknown>>): Resolver;
  }
  const Arborist: Constructor;
  namespace Arborist {
    export { Edge, Node, Tree };
  }
  export = Arborist;
}
