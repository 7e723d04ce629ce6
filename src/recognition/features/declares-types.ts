/** Whether a package is by its name one of declarations alone, of which no code is left: `@types/node`, `@slack/types`. */
export function declaresTypes(name: string): boolean {
  return name.startsWith('@types/') || name.endsWith('/types');
}
