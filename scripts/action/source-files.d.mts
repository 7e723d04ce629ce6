export declare function copySources(commitFolder: string, folder: string): void;
export declare function digestOfSources(commitFolder: string): string;
