/** Arguments that are called when a user chooses a command or an option, and not when the module is imported. */
const ON_CHOICE = /^(?:callback|action|command|shell_complete|autocompletion)$/;

export function isOnChoice(name: string): boolean {
  return ON_CHOICE.test(name);
}
