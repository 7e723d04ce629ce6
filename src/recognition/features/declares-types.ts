/** Whether a package, by its name, holds only type declarations, which leave no code in a bundle: `@types/node`, `@slack/types`. */
export function declaresTypes(name: string): boolean {
  return name.startsWith('@types/') || name.endsWith('/types');
}
