/** Name and version that reports carry. A test holds the version equal to that of package.json. */
export const TOOL = { name: 'stowaway', version: '0.1.0' } as const;
